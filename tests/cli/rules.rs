//! Content that can be read and is still not sound.

use insta::assert_snapshot;

use super::{Guide, program};

const CALL: &str = "en/sections/when-to-call.yaml";
const COMPARE: &str = "en/sections/compare.yaml";

/// A signature with a hash that is not that of the file.
fn signed(on: &str, due: &str) -> String {
    format!(
        "review:\n  by: Ana Cruz\n  credential: PharmD\n  role: oncology pharmacist\n  on: {on}\n  due: {due}\n  sha256: 00\n"
    )
}

#[test]
fn the_content_of_the_program_is_sound() {
    program().args(["check", "--deny-warnings", "--as-of", super::TODAY]).assert().success();
}

#[test]
fn a_term_that_is_not_in_the_glossary() {
    assert_snapshot!(Guide::new().replace("en/guide.yaml", "Call early.", "Call [your team](term:care-teem) early.").check(), @r"
    exit 1
    error[H0301]: there is no term `care-teem`
      --> content/en/guide.yaml:10:11
       |
    10 |     lead: Do not wait for your next visit. Call [your team](term:care-teem) early.
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: did you mean `car`?

    1 error
    ");
}

#[test]
fn a_term_in_a_title() {
    assert_snapshot!(Guide::new().replace(CALL, "title: Call 911", "title: \"[Antibody](term:antibody)\"").check(), @r#"
    exit 1
    error[H0201]: the term `antibody` cannot be linked here
      --> content/en/sections/when-to-call.yaml:11:14
       |
    11 |       title: "[Antibody](term:antibody)"
       |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: link it in a paragraph; titles, labels, names and the page "when to call" link no terms

    error[H0306]: the numbers of this text are 911, 911, 911, 911, 988, and those of its source 911, 911, 911, 988
     --> content/es/sections/when-to-call.yaml:8:3
      |
    8 |   emergency:
      |   ^^^^^^^^^
      |
     ::: content/en/sections/when-to-call.yaml:8:3
      |
    8 |   emergency:
      |   --------- the source
      |
      = help: put right whichever is wrong

    2 errors
    "#);
}

#[test]
fn a_figure_that_is_not_there() {
    assert_snapshot!(Guide::new().replace("en/therapies/car-t.yaml", "id: car-t-steps", "id: car-t-step").check(), @r"
    exit 1
    error[H0301]: there is no figure `car-t-step`
      --> content/en/therapies/car-t.yaml:29:32
       |
    29 |       picture: { figure: { id: car-t-step } }
       |                                ^^^^^^^^^^
       |
       = help: did you mean `car-t-steps`?

    1 error
    ");
}

#[test]
fn a_figure_that_is_decoration() {
    let said = Guide::new().replace("en/therapies/car-t.yaml", "id: car-t-steps", "id: strip-01").check();
    assert!(said.contains("error[H0109]: the figure `strip-01` is decoration, and a text cannot show it"), "{said}");
    assert!(said.contains("content/en/therapies/car-t.yaml:29:32"), "{said}");
}

#[test]
fn a_therapy_that_is_not_in_the_vocabulary() {
    assert_snapshot!(Guide::new().replace("guide.yaml", "basics: { ", "basics: { only: { therapy: [cart], cancer: [lungs], edition: [large] }, ").check(), @"
    exit 1
    error[H0301]: there is no therapy `cart`
     --> content/guide.yaml:8:31
      |
    8 |   basics: { only: { therapy: [cart], cancer: [lungs], edition: [large] }, sections: [what-is-immunotherapy, immune-system] }
      |                               ^^^^
      |
      = help: did you mean `car-t`?

    error[H0301]: there is no cancer `lungs`
     --> content/guide.yaml:8:47
      |
    8 |   basics: { only: { therapy: [cart], cancer: [lungs], edition: [large] }, sections: [what-is-immunotherapy, immune-system] }
      |                                               ^^^^^
      |
      = help: did you mean `lung`?

    error[H0301]: there is no edition `large`
     --> content/guide.yaml:8:65
      |
    8 |   basics: { only: { therapy: [cart], cancer: [lungs], edition: [large] }, sections: [what-is-immunotherapy, immune-system] }
      |                                                                 ^^^^^
      |
      = help: did you mean `large-print`?

    3 errors
    ");
}

#[test]
fn a_slot_that_therapies_lack() {
    assert_snapshot!(Guide::new().replace("en/sections/daily-life.yaml", "name: daily-life", "name: dayly-life").check(), @r#"
    exit 1
    error[H0301]: the therapy `cancer-vaccines` has no slot `dayly-life`
      --> content/en/sections/daily-life.yaml:11:32
       |
    11 |     slot: { of: therapy, name: dayly-life }
       |                                ^^^^^^^^^^
       |
      ::: content/en/therapies/cancer-vaccines.yaml:6:8
       |
     6 | title: "Cancer vaccines and viruses: how they alert your immune system"
       |        ---------------------------------------------------------------- in this file
       |
       = help: did you mean `daily-life`?

    error[H0301]: the therapy `car-t` has no slot `dayly-life`
      --> content/en/sections/daily-life.yaml:11:32
       |
    11 |     slot: { of: therapy, name: dayly-life }
       |                                ^^^^^^^^^^
       |
      ::: content/en/therapies/car-t.yaml:6:8
       |
     6 | title: "CAR T-cell therapy: your own cells, trained in a lab"
       |        ------------------------------------------------------ in this file
       |
       = help: did you mean `daily-life`?

    error[H0301]: the therapy `checkpoint-inhibitors` has no slot `dayly-life`
      --> content/en/sections/daily-life.yaml:11:32
       |
    11 |     slot: { of: therapy, name: dayly-life }
       |                                ^^^^^^^^^^
       |
      ::: content/en/therapies/checkpoint-inhibitors.yaml:6:8
       |
     6 | title: "Checkpoint inhibitors: how they help your immune system"
       |        --------------------------------------------------------- in this file
       |
       = help: did you mean `daily-life`?

    error[H0301]: the therapy `cytokines` has no slot `dayly-life`
      --> content/en/sections/daily-life.yaml:11:32
       |
    11 |     slot: { of: therapy, name: dayly-life }
       |                                ^^^^^^^^^^
       |
      ::: content/en/therapies/cytokines.yaml:6:8
       |
     6 | title: "Cytokines: signals that call your immune system"
       |        ------------------------------------------------- in this file
       |
       = help: did you mean `daily-life`?

    error[H0301]: the therapy `immune-modulators` has no slot `dayly-life`
      --> content/en/sections/daily-life.yaml:11:32
       |
    11 |     slot: { of: therapy, name: dayly-life }
       |                                ^^^^^^^^^^
       |
      ::: content/en/therapies/immune-modulators.yaml:6:8
       |
     6 | title: "Immune system modulators: they turn signals up or down"
       |        -------------------------------------------------------- in this file
       |
       = help: did you mean `daily-life`?

    error[H0301]: the therapy `monoclonal-antibodies` has no slot `dayly-life`
      --> content/en/sections/daily-life.yaml:11:32
       |
    11 |     slot: { of: therapy, name: dayly-life }
       |                                ^^^^^^^^^^
       |
      ::: content/en/therapies/monoclonal-antibodies.yaml:6:8
       |
     6 | title: "Monoclonal antibodies: proteins made to find one target"
       |        --------------------------------------------------------- in this file
       |
       = help: did you mean `daily-life`?

    warning[H0303]: no section asks for the slot `daily-life`
       --> content/en/therapies/cancer-vaccines.yaml:386:3
        |
    386 |   daily-life:
        |   ^^^^^^^^^^
        |
        = help: did you mean `dayly-life`?

    warning[H0303]: no section asks for the slot `daily-life`
       --> content/en/therapies/car-t.yaml:222:3
        |
    222 |   daily-life:
        |   ^^^^^^^^^^
        |
        = help: did you mean `dayly-life`?

    warning[H0303]: no section asks for the slot `daily-life`
       --> content/en/therapies/checkpoint-inhibitors.yaml:266:3
        |
    266 |   daily-life:
        |   ^^^^^^^^^^
        |
        = help: did you mean `dayly-life`?

    warning[H0303]: no section asks for the slot `daily-life`
       --> content/en/therapies/cytokines.yaml:297:3
        |
    297 |   daily-life:
        |   ^^^^^^^^^^
        |
        = help: did you mean `dayly-life`?

    warning[H0303]: no section asks for the slot `daily-life`
       --> content/en/therapies/immune-modulators.yaml:324:3
        |
    324 |   daily-life:
        |   ^^^^^^^^^^
        |
        = help: did you mean `dayly-life`?

    warning[H0303]: no section asks for the slot `daily-life`
       --> content/en/therapies/monoclonal-antibodies.yaml:351:3
        |
    351 |   daily-life:
        |   ^^^^^^^^^^
        |
        = help: did you mean `dayly-life`?

    6 errors, 6 warnings
    "#);
}

#[test]
fn a_slot_inside_a_slot() {
    let guide = Guide::new().replace(
        "en/therapies/car-t.yaml",
        "  common-effects:\n",
        "  common-effects:\n    again: { slot: { of: therapy, name: common-effects } }\n",
    );
    assert_snapshot!(guide.check(), @"
    exit 1
    error[H0109]: a slot cannot stand inside the slot `common-effects`
       --> content/en/therapies/car-t.yaml:154:5
        |
    154 |     again: { slot: { of: therapy, name: common-effects } }
        |     ^^^^^
        |
        = help: write the blocks out, or use a section

    1 error
    ");
}

#[test]
fn a_list_that_no_therapy_has() {
    assert_snapshot!(Guide::new().replace(CALL, "from: call-911", "from: call-912").check(), @"
    exit 1
    error[H0301]: no therapy has a list `call-912`
      --> content/en/sections/when-to-call.yaml:19:13
       |
    19 |       from: call-912
       |             ^^^^^^^^
       |
       = help: did you mean `call-911`?

    warning[H0303]: no level asks for the list `call-911`
       --> content/en/therapies/cancer-vaccines.yaml:477:3
        |
    477 |   call-911:
        |   ^^^^^^^^
        |
        = help: did you mean `call-912`?

    warning[H0303]: no level asks for the list `call-911`
       --> content/en/therapies/car-t.yaml:339:3
        |
    339 |   call-911:
        |   ^^^^^^^^
        |
        = help: did you mean `call-912`?

    warning[H0303]: no level asks for the list `call-911`
       --> content/en/therapies/checkpoint-inhibitors.yaml:370:3
        |
    370 |   call-911:
        |   ^^^^^^^^
        |
        = help: did you mean `call-912`?

    warning[H0303]: no level asks for the list `call-911`
       --> content/en/therapies/cytokines.yaml:398:3
        |
    398 |   call-911:
        |   ^^^^^^^^
        |
        = help: did you mean `call-912`?

    warning[H0303]: no level asks for the list `call-911`
       --> content/en/therapies/immune-modulators.yaml:433:3
        |
    433 |   call-911:
        |   ^^^^^^^^
        |
        = help: did you mean `call-912`?

    warning[H0303]: no level asks for the list `call-911`
       --> content/en/therapies/monoclonal-antibodies.yaml:473:3
        |
    473 |   call-911:
        |   ^^^^^^^^
        |
        = help: did you mean `call-912`?

    error[H0306]: the numbers of this text are 911, 911, 911, 911, 988, and those of its source 911, 911, 911, 912, 988
     --> content/es/sections/when-to-call.yaml:8:3
      |
    8 |   emergency:
      |   ^^^^^^^^^
      |
     ::: content/en/sections/when-to-call.yaml:8:3
      |
    8 |   emergency:
      |   --------- the source
      |
      = help: put right whichever is wrong

    2 errors, 6 warnings
    ");
}

#[test]
fn a_cell_without_a_row() {
    assert_snapshot!(Guide::new().replace("en/therapies/car-t.yaml", "    how-often: ", "    how-offen: ").check(), @"
    exit 1
    warning[H0303]: no table with the cells `comparison` has a row `how-offen`
       --> content/en/therapies/car-t.yaml:365:5
        |
    365 |     how-offen: Usually 1 time. One product is split into 2 doses.
        |     ^^^^^^^^^
        |
        = help: did you mean `how-often`?

    error[H0304]: `cells.comparison.how-offen` is not translated: it is missing in `es`
       --> content/en/therapies/car-t.yaml:365:5
        |
    365 |     how-offen: Usually 1 time. One product is split into 2 doses.
        |     ^^^^^^^^^
        |
        = help: add it to content/es/therapies/car-t.yaml

    error[H0305]: `cells.comparison.how-often` has no English text that it could be made from
       --> content/es/therapies/car-t.yaml:380:5
        |
    380 |     how-often: Por lo general, 1 vez. Un producto se divide en 2 dosis.
        |     ^^^^^^^^^
        |
        = help: write it in English first, or remove it here

    2 errors, 1 warning
    ");
}

#[test]
fn a_source_that_is_not_listed() {
    assert_snapshot!(Guide::new().replace(CALL, "sources: [key-mg, ", "sources: [key-mgs, ").check(), @r"
    exit 1
    error[H0301]: there is no source `key-mgs`
     --> content/en/sections/when-to-call.yaml:4:11
      |
    4 | sources: [key-mgs, mda-ici, nci-es-crs]
      |           ^^^^^^^
      |
      = help: did you mean `key-mg`?

    1 error
    ");
}

#[test]
fn a_cancer_without_a_name() {
    assert_snapshot!(Guide::new().replace("en/names.yaml", "  lung: {", "  lungs: {").check(), @"
    exit 1
    error[H0301]: there is no cancer `lungs`
      --> content/en/names.yaml:14:3
       |
    14 |   lungs: { name: Lung cancer, text: lung cancer }
       |   ^^^^^
       |
       = help: did you mean `lung`?

    error[H0304]: the cancer `lung` has no words in `en/names.yaml`
      --> content/vocabulary.yaml:18:3
       |
    18 |   lung: { short: LUNG, solid: true }
       |   ^^^^
       |
       = help: add it there

    2 errors
    ");
}

#[test]
fn a_marker_and_a_route_without_words() {
    let guide = Guide::new().write("content/facts/drugs.yaml", "version: 1.0.0\nauthors: [x]\nsources: []\nreview: draft\ndrugs:\n  one:\n    generic: one\n    class: virus\n    brands: [{ name: One, route: vain }]\n    uses: { lung: { markers: [pd-12] }, any-solid: {} }\n    as-of: 2026-11\n");
    assert_snapshot!(guide.check(), @r#"
    exit 1
    warning[H0303]: nothing uses the marker `msi-h`
      --> content/en/names.yaml:74:3
       |
    74 |   msi-h: { name: MSI-H or dMMR, meaning: "DNA repair in the tumor is faulty." }
       |   ^^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the marker `tmb-h`
      --> content/en/names.yaml:75:3
       |
    75 |   tmb-h: { name: TMB-H, meaning: "The tumor has many DNA changes." }
       |   ^^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the marker `pd-l1`
      --> content/en/names.yaml:76:3
       |
    76 |   pd-l1: { name: PD-L1, meaning: "The tumor shows a flag that tells T cells to stand down." }
       |   ^^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the marker `her2`
      --> content/en/names.yaml:77:3
       |
    77 |   her2: { name: HER2, meaning: "The tumor shows HER2, a marker that drugs can find." }
       |   ^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the marker `egfr`
      --> content/en/names.yaml:78:3
       |
    78 |   egfr: { name: EGFR change, meaning: "The tumor has a change in a growth switch called EGFR." }
       |   ^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the marker `cd20`
      --> content/en/names.yaml:79:3
       |
    79 |   cd20: { name: CD20, meaning: "The cancer cells show the marker CD20." }
       |   ^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the marker `cldn18-2`
      --> content/en/names.yaml:80:3
       |
    80 |   cldn18-2: { name: CLDN18.2, meaning: "The tumor shows the marker CLDN18.2." }
       |   ^^^^^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the marker `fr-alpha`
      --> content/en/names.yaml:81:3
       |
    81 |   fr-alpha: { name: Folate receptor alpha, meaning: "The tumor shows the marker folate receptor alpha." }
       |   ^^^^^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the marker `del-5q`
      --> content/en/names.yaml:82:3
       |
    82 |   del-5q: { name: del(5q), meaning: "A piece of chromosome 5 is missing in the cancer cells." }
       |   ^^^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the marker `hla-a-02-01`
      --> content/en/names.yaml:83:3
       |
    83 |   hla-a-02-01: { name: "HLA-A*02:01", meaning: "Your tissue type, found with a blood test, fits the drug." }
       |   ^^^^^^^^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the marker `hla-mage-a4`
      --> content/en/names.yaml:84:3
       |
    84 |   hla-mage-a4:
       |   ^^^^^^^^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the route `vein`
      --> content/en/names.yaml:87:3
       |
    87 |   vein: Vein
       |   ^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the route `under-skin`
      --> content/en/names.yaml:88:3
       |
    88 |   under-skin: Shot under the skin
       |   ^^^^^^^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the route `mouth`
      --> content/en/names.yaml:89:3
       |
    89 |   mouth: By mouth
       |   ^^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the route `cream`
      --> content/en/names.yaml:90:3
       |
    90 |   cream: Cream on the skin
       |   ^^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the route `bladder`
      --> content/en/names.yaml:91:3
       |
    91 |   bladder: Into the bladder
       |   ^^^^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the route `tumor`
      --> content/en/names.yaml:92:3
       |
    92 |   tumor: Into the tumor
       |   ^^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the route `muscle`
      --> content/en/names.yaml:93:3
       |
    93 |   muscle: Shot into a muscle
       |   ^^^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `antibody`
      --> content/en/names.yaml:95:3
       |
    95 |   antibody: Antibody
       |   ^^^^^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `bispecific`
      --> content/en/names.yaml:96:3
       |
    96 |   bispecific: Bispecific antibody
       |   ^^^^^^^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `engager`
      --> content/en/names.yaml:97:3
       |
    97 |   engager: T-cell engager
       |   ^^^^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `conjugate`
      --> content/en/names.yaml:98:3
       |
    98 |   conjugate: Antibody-drug conjugate
       |   ^^^^^^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `car-t`
      --> content/en/names.yaml:99:3
       |
    99 |   car-t: CAR T cells
       |   ^^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `til`
       --> content/en/names.yaml:100:3
        |
    100 |   til: T cells grown from the tumor (TIL)
        |   ^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `tcr-t`
       --> content/en/names.yaml:101:3
        |
    101 |   tcr-t: T cells with a new receptor (TCR-T)
        |   ^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `vaccine`
       --> content/en/names.yaml:102:3
        |
    102 |   vaccine: Treatment vaccine
        |   ^^^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `gene-therapy`
       --> content/en/names.yaml:104:3
        |
    104 |   gene-therapy: Gene therapy
        |   ^^^^^^^^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `bacterium`
       --> content/en/names.yaml:105:3
        |
    105 |   bacterium: Weakened bacterium
        |   ^^^^^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `cytokine`
       --> content/en/names.yaml:106:3
        |
    106 |   cytokine: Cytokine
        |   ^^^^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `modulator`
       --> content/en/names.yaml:107:3
        |
    107 |   modulator: Immune system modulator
        |   ^^^^^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the marker `msi-h`
      --> content/es/names.yaml:94:3
       |
    94 |   msi-h: { name: MSI-H o dMMR, meaning: "La reparación del ADN del tumor falla." }
       |   ^^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the marker `tmb-h`
      --> content/es/names.yaml:95:3
       |
    95 |   tmb-h: { name: TMB-H, meaning: "El tumor tiene muchos cambios en el ADN." }
       |   ^^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the marker `pd-l1`
      --> content/es/names.yaml:96:3
       |
    96 |   pd-l1: { name: PD-L1, meaning: "El tumor muestra una bandera que les dice a las células T que no actúen." }
       |   ^^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the marker `her2`
      --> content/es/names.yaml:97:3
       |
    97 |   her2: { name: HER2, meaning: "El tumor muestra HER2, un marcador que las medicinas pueden encontrar." }
       |   ^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the marker `egfr`
      --> content/es/names.yaml:98:3
       |
    98 |   egfr: { name: EGFR alterado, meaning: "El tumor tiene un cambio en un interruptor del crecimiento llamado EGFR." }
       |   ^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the marker `cd20`
      --> content/es/names.yaml:99:3
       |
    99 |   cd20: { name: CD20, meaning: "Las células cancerosas muestran el marcador CD20." }
       |   ^^^^
       |
       = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the marker `cldn18-2`
       --> content/es/names.yaml:100:3
        |
    100 |   cldn18-2: { name: CLDN18.2, meaning: "El tumor muestra el marcador CLDN18.2." }
        |   ^^^^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the marker `fr-alpha`
       --> content/es/names.yaml:101:3
        |
    101 |   fr-alpha: { name: receptor de folato alfa, meaning: "El tumor muestra el marcador receptor de folato alfa." }
        |   ^^^^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the marker `del-5q`
       --> content/es/names.yaml:102:3
        |
    102 |   del-5q: { name: del(5q), meaning: "A las células cancerosas les falta un trozo del cromosoma 5." }
        |   ^^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the marker `hla-a-02-01`
       --> content/es/names.yaml:103:3
        |
    103 |   hla-a-02-01:
        |   ^^^^^^^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the marker `hla-mage-a4`
       --> content/es/names.yaml:105:3
        |
    105 |   hla-mage-a4:
        |   ^^^^^^^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the route `vein`
       --> content/es/names.yaml:109:3
        |
    109 |   vein: En una vena
        |   ^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the route `under-skin`
       --> content/es/names.yaml:110:3
        |
    110 |   under-skin: Inyección debajo de la piel
        |   ^^^^^^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the route `mouth`
       --> content/es/names.yaml:111:3
        |
    111 |   mouth: Por la boca
        |   ^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the route `cream`
       --> content/es/names.yaml:112:3
        |
    112 |   cream: Crema en la piel
        |   ^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the route `bladder`
       --> content/es/names.yaml:113:3
        |
    113 |   bladder: Dentro de la vejiga
        |   ^^^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the route `tumor`
       --> content/es/names.yaml:114:3
        |
    114 |   tumor: Dentro del tumor
        |   ^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the route `muscle`
       --> content/es/names.yaml:115:3
        |
    115 |   muscle: Inyección en un músculo
        |   ^^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `antibody`
       --> content/es/names.yaml:117:3
        |
    117 |   antibody: Anticuerpo
        |   ^^^^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `bispecific`
       --> content/es/names.yaml:118:3
        |
    118 |   bispecific: Anticuerpo biespecífico
        |   ^^^^^^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `engager`
       --> content/es/names.yaml:119:3
        |
    119 |   engager: Acoplador de células T
        |   ^^^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `conjugate`
       --> content/es/names.yaml:120:3
        |
    120 |   conjugate: Conjugado de anticuerpo y fármaco
        |   ^^^^^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `car-t`
       --> content/es/names.yaml:121:3
        |
    121 |   car-t: Células T con CAR
        |   ^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `til`
       --> content/es/names.yaml:122:3
        |
    122 |   til: Células T cultivadas a partir del tumor (TIL)
        |   ^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `tcr-t`
       --> content/es/names.yaml:123:3
        |
    123 |   tcr-t: Células T con un receptor nuevo (TCR-T)
        |   ^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `vaccine`
       --> content/es/names.yaml:124:3
        |
    124 |   vaccine: Vacuna de tratamiento
        |   ^^^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `gene-therapy`
       --> content/es/names.yaml:126:3
        |
    126 |   gene-therapy: Terapia génica
        |   ^^^^^^^^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `bacterium`
       --> content/es/names.yaml:127:3
        |
    127 |   bacterium: Bacteria debilitada
        |   ^^^^^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `cytokine`
       --> content/es/names.yaml:128:3
        |
    128 |   cytokine: Citocina
        |   ^^^^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    warning[H0303]: nothing uses the class `modulator`
       --> content/es/names.yaml:129:3
        |
    129 |   modulator: Modulador del sistema inmunitario
        |   ^^^^^^^^^
        |
        = help: use it in facts/drugs.yaml, or remove it

    error[H0301]: there is no drug `brentuximab-vedotin`
       --> content/es/names.yaml:131:3
        |
    131 |   brentuximab-vedotin: brentuximab vedotina
        |   ^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `polatuzumab-vedotin`
       --> content/es/names.yaml:132:3
        |
    132 |   polatuzumab-vedotin: polatuzumab vedotina
        |   ^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `loncastuximab-tesirine`
       --> content/es/names.yaml:133:3
        |
    133 |   loncastuximab-tesirine: loncastuximab tesirina
        |   ^^^^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `inotuzumab-ozogamicin`
       --> content/es/names.yaml:134:3
        |
    134 |   inotuzumab-ozogamicin: inotuzumab ozogamicina
        |   ^^^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `gemtuzumab-ozogamicin`
       --> content/es/names.yaml:135:3
        |
    135 |   gemtuzumab-ozogamicin: gemtuzumab ozogamicina
        |   ^^^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `enfortumab-vedotin`
       --> content/es/names.yaml:136:3
        |
    136 |   enfortumab-vedotin: enfortumab vedotina
        |   ^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `ado-trastuzumab-emtansine`
       --> content/es/names.yaml:137:3
        |
    137 |   ado-trastuzumab-emtansine: ado-trastuzumab emtansina
        |   ^^^^^^^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `fam-trastuzumab-deruxtecan`
       --> content/es/names.yaml:138:3
        |
    138 |   fam-trastuzumab-deruxtecan: fam-trastuzumab deruxtecán
        |   ^^^^^^^^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `sacituzumab-govitecan`
       --> content/es/names.yaml:139:3
        |
    139 |   sacituzumab-govitecan: sacituzumab govitecán
        |   ^^^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `datopotamab-deruxtecan`
       --> content/es/names.yaml:140:3
        |
    140 |   datopotamab-deruxtecan: datopotamab deruxtecán
        |   ^^^^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `tisotumab-vedotin`
       --> content/es/names.yaml:141:3
        |
    141 |   tisotumab-vedotin: tisotumab vedotina
        |   ^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `mirvetuximab-soravtansine`
       --> content/es/names.yaml:142:3
        |
    142 |   mirvetuximab-soravtansine: mirvetuximab soravtansina
        |   ^^^^^^^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `belantamab-mafodotin`
       --> content/es/names.yaml:143:3
        |
    143 |   belantamab-mafodotin: belantamab mafodotina
        |   ^^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `axicabtagene-ciloleucel`
       --> content/es/names.yaml:144:3
        |
    144 |   axicabtagene-ciloleucel: axicabtagén ciloleucel
        |   ^^^^^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `brexucabtagene-autoleucel`
       --> content/es/names.yaml:145:3
        |
    145 |   brexucabtagene-autoleucel: brexucabtagén autoleucel
        |   ^^^^^^^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `lisocabtagene-maraleucel`
       --> content/es/names.yaml:146:3
        |
    146 |   lisocabtagene-maraleucel: lisocabtagén maraleucel
        |   ^^^^^^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `obecabtagene-autoleucel`
       --> content/es/names.yaml:147:3
        |
    147 |   obecabtagene-autoleucel: obecabtagén autoleucel
        |   ^^^^^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `idecabtagene-vicleucel`
       --> content/es/names.yaml:148:3
        |
    148 |   idecabtagene-vicleucel: idecabtagén vicleucel
        |   ^^^^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `ciltacabtagene-autoleucel`
       --> content/es/names.yaml:149:3
        |
    149 |   ciltacabtagene-autoleucel: ciltacabtagén autoleucel
        |   ^^^^^^^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `afamitresgene-autoleucel`
       --> content/es/names.yaml:150:3
        |
    150 |   afamitresgene-autoleucel: afamitresgén autoleucel
        |   ^^^^^^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `talimogene-laherparepvec`
       --> content/es/names.yaml:151:3
        |
    151 |   talimogene-laherparepvec: talimogén laherparepvec
        |   ^^^^^^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `bcg`
       --> content/es/names.yaml:152:3
        |
    152 |   bcg: BCG vivo
        |   ^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `nadofaragene-firadenovec`
       --> content/es/names.yaml:153:3
        |
    153 |   nadofaragene-firadenovec: nadofaragén firadenovec
        |   ^^^^^^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `aldesleukin`
       --> content/es/names.yaml:154:3
        |
    154 |   aldesleukin: aldesleucina
        |   ^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `interferon-alfa-2b`
       --> content/es/names.yaml:155:3
        |
    155 |   interferon-alfa-2b: interferón alfa-2b
        |   ^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `peginterferon-alfa-2b`
       --> content/es/names.yaml:156:3
        |
    156 |   peginterferon-alfa-2b: peginterferón alfa-2b
        |   ^^^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `ropeginterferon-alfa-2b`
       --> content/es/names.yaml:157:3
        |
    157 |   ropeginterferon-alfa-2b: ropeginterferón alfa-2b
        |   ^^^^^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `denileukin-diftitox`
       --> content/es/names.yaml:158:3
        |
    158 |   denileukin-diftitox: denileucina diftitox
        |   ^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `thalidomide`
       --> content/es/names.yaml:159:3
        |
    159 |   thalidomide: talidomida
        |   ^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `lenalidomide`
       --> content/es/names.yaml:160:3
        |
    160 |   lenalidomide: lenalidomida
        |   ^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no drug `pomalidomide`
       --> content/es/names.yaml:161:3
        |
    161 |   pomalidomide: pomalidomida
        |   ^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no target `interferon-alfa`
       --> content/es/names.yaml:163:3
        |
    163 |   interferon-alfa: interferón alfa
        |   ^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no target `tissue-factor`
       --> content/es/names.yaml:164:3
        |
    164 |   tissue-factor: factor tisular
        |   ^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0301]: there is no target `folate-receptor-alpha`
       --> content/es/names.yaml:165:3
        |
    165 |   folate-receptor-alpha: receptor de folato alfa
        |   ^^^^^^^^^^^^^^^^^^^^^
        |
        = help: add it to `facts/drugs.yaml`, or remove it here

    error[H0704]: nothing says where the facts on `one` come from
     --> content/facts/drugs.yaml:6:3
      |
    6 |   one:
      |   ^^^
      |
      = help: name a source, or write `needs-review: true`

    error[H0301]: there is no route `vain`
     --> content/facts/drugs.yaml:9:34
      |
    9 |     brands: [{ name: One, route: vain }]
      |                                  ^^^^
      |
      = help: did you mean `vein`?

    error[H0301]: there is no marker `pd-12`
      --> content/facts/drugs.yaml:10:31
       |
    10 |     uses: { lung: { markers: [pd-12] }, any-solid: {} }
       |                               ^^^^^
       |
       = help: did you mean `pd-l1`?

    warning[H0303]: nothing uses the source `tab`
       --> content/facts/sources.yaml:117:3
        |
    117 |   tab:
        |   ^^^
        |
        = help: name it where it was used, or remove it

    warning[H0303]: nothing uses the source `rp1`
       --> content/facts/sources.yaml:190:3
        |
    190 |   rp1:
        |   ^^^
        |
        = help: name it where it was used, or remove it

    warning[H0303]: nothing uses the source `ivo`
       --> content/facts/sources.yaml:194:3
        |
    194 |   ivo:
        |   ^^^
        |
        = help: name it where it was used, or remove it

    37 errors, 64 warnings; the first 100 are shown
    "#);
}

#[test]
fn a_part_without_words() {
    assert_snapshot!(Guide::new().replace("en/guide.yaml", "  basics:\n", "  bassics:\n").check(), @r"
    exit 1
    error[H0301]: there is no part `bassics`
      --> content/en/guide.yaml:11:3
       |
    11 |   bassics:
       |   ^^^^^^^
       |
       = help: did you mean `basics`?

    error[H0304]: the part `basics` has no words in `en/guide.yaml`
     --> content/guide.yaml:8:3
      |
    8 |   basics: { sections: [what-is-immunotherapy, immune-system] }
      |   ^^^^^^
      |
      = help: add it there

    2 errors
    ");
}

#[test]
fn a_label_without_a_word() {
    assert_snapshot!(Guide::new().replace("en/figures.yaml", "      healthy: Healthy cell\n", "      helthy: Healthy cell\n").check(), @r"
    exit 1
    error[H0301]: there is no place for the label `helthy`
      --> content/en/figures.yaml:19:7
       |
    19 |       helthy: Healthy cell
       |       ^^^^^^
       |
       = help: did you mean `healthy`?

    error[H0304]: the label `healthy` of the figure `picture-key` has no word
      --> content/figures/figures.yaml:33:7
       |
    33 |       healthy: { x: 266, y: 88, anchor: middle }
       |       ^^^^^^^
       |
       = help: add it to `en/figures.yaml`, under `labels:` of the figure

    2 errors
    ");
}

#[test]
fn an_alt_text_that_says_nothing() {
    let guide = Guide::new().replace(
        "en/figures.yaml",
        "caption: These shapes mean the same thing in every picture.",
        "caption: Key.",
    );
    let text = std::fs::read_to_string(guide.path("content/en/figures.yaml")).unwrap();
    let (before, rest) = text.split_once("  picture-key:\n").unwrap();
    let (_, after) = rest.split_once("    caption:").unwrap();
    let same = format!("{before}  picture-key:\n    alt: Key.\n    caption:{after}");
    let file = same.replacen(
        "  cover-tissue:\n    alt: >-\n",
        "  cover-tissue:\n    alt: >-\n      cover-tissue.svg\n    caption: >-\n",
        1,
    );
    assert_snapshot!(guide.write("content/en/figures.yaml", file).check(), @r"
    exit 1
    error[H0109]: `cover-tissue.svg` is the name of a file, not what the picture shows
     --> content/en/figures.yaml:9:7
      |
    9 |       cover-tissue.svg
      |       ^^^^^^^^^^^^^^^^
      |
      = help: write what the picture teaches, for who cannot see it

    error[H0109]: the alt text is the same as the caption, so a screen reader says it twice
      --> content/en/figures.yaml:14:10
       |
    14 |     alt: Key.
       |          ^^^^
       |
       = help: write what the picture shows; the caption says what it means

    2 errors
    ");
}

#[test]
fn a_kind_of_a_kind_of_itself() {
    let guide = Guide::new()
        .replace("vocabulary.yaml", "lung: { short: LUNG,", "lung: { short: LUNG, parent: lung-small-cell,")
        .replace("vocabulary.yaml", "parent: lymphoma }", "parent: lymfoma }");
    assert_snapshot!(guide.check(), @"
    exit 1
    error[H0109]: `lung` is a kind of itself, by way of `lung-small-cell`
      --> content/vocabulary.yaml:18:32
       |
    18 |   lung: { short: LUNG, parent: lung-small-cell, solid: true }
       |                                ^^^^^^^^^^^^^^^
       |
       = help: remove one `parent:`

    error[H0109]: `lung-small-cell` is a kind of itself, by way of `lung`
      --> content/vocabulary.yaml:20:43
       |
    20 |   lung-small-cell: { short: SCLC, parent: lung, solid: true }
       |                                           ^^^^
       |
       = help: remove one `parent:`

    error[H0301]: there is no cancer `lymfoma`
      --> content/vocabulary.yaml:22:49
       |
    22 |   lymphoma-large-b-cell: { short: LBCL, parent: lymfoma }
       |                                                 ^^^^^^^
       |
       = help: did you mean `lymphoma`?

    3 errors
    ");
}

#[test]
fn an_alias_and_a_short_code_that_are_taken() {
    let guide = Guide::new()
        .replace("vocabulary.yaml", "car-t: { short: CAR-T }", "car-t: { short: MAB, aliases: [cytokines] }")
        .replace("vocabulary.yaml", "short: LUNG,", "short: lung,")
        .replace("vocabulary.yaml", "short: NSCLC,", "short: NON-SMALL-CELL-LUNG,");
    assert_snapshot!(guide.check(), @"
    exit 1
    error[H0302]: the short code `MAB` stands here twice
      --> content/vocabulary.yaml:12:19
       |
    11 |   monoclonal-antibodies: { short: MAB }
       |                                   --- first here
    12 |   car-t: { short: MAB, aliases: [cytokines] }
       |                   ^^^
       |
       = help: choose another one: it tells printed guides apart

    error[H0302]: `cytokines` already names another therapy
      --> content/vocabulary.yaml:12:34
       |
    12 |   car-t: { short: MAB, aliases: [cytokines] }
       |                                  ^^^^^^^^^
    ...
    15 |   cytokines: { short: CYT }
       |   --------- here
       |
       = help: remove the alias

    error[H0109]: `lung` is no short code
      --> content/vocabulary.yaml:18:18
       |
    18 |   lung: { short: lung, solid: true }
       |                  ^^^^
       |
       = help: use capital letters, digits and hyphens

    error[H0109]: with `NON-SMALL-CELL-LUNG` a document code has 33 letters, more than 24
      --> content/vocabulary.yaml:19:33
       |
    19 |   lung-non-small-cell: { short: NON-SMALL-CELL-LUNG, parent: lung, solid: true }
       |                                 ^^^^^^^^^^^^^^^^^^^
       |
       = help: choose a shorter one

    4 errors
    ");
}

#[test]
fn when_to_call_comes_first() {
    let guide = Guide::new()
        .replace("guide.yaml", "  when-to-call: { kind: when-to-call, sections: [when-to-call] }\n", "")
        .replace(
            "guide.yaml",
            "  glossary:",
            "  when-to-call: { kind: when-to-call, sections: [when-to-call] }\n  glossary:",
        );
    assert_snapshot!(guide.check(), @"
    exit 1
    error[H0109]: the part `when-to-call` must come first
      --> content/guide.yaml:21:3
       |
     7 |   basics: { sections: [what-is-immunotherapy, immune-system] }
       |   ------ now this comes first
    ...
    21 |   when-to-call: { kind: when-to-call, sections: [when-to-call] }
       |   ^^^^^^^^^^^^
       |
       = help: a reader in need looks at the first pages: move the part up

    1 error
    ");
}

#[test]
fn more_parts_than_the_contents_hold() {
    let guide =
        Guide::new().replace("guide.yaml", "only: { reader: general }, sections: [six-types", "sections: [six-types");
    let guide = guide.replace("guide.yaml", "only: { reader: general }, sections: [how-given", "sections: [how-given");
    assert_snapshot!(guide.check(), @"
    exit 1
    error[H0109]: `team` is part 11 of a tailored guide, and the contents hold 10
      --> content/guide.yaml:18:3
       |
    18 |   team: { sections: [care-team, contacts, my-treatment, bring-to-visit, say-it-back] }
       |   ^^^^
       |
       = help: join two parts

    1 error
    ");
}

#[test]
fn a_list_that_is_too_long_and_one_that_is_empty() {
    let guide = Guide::new()
        .replace(
            CALL,
            "      from: call-911\n",
            "        - Six\n        - Seven\n        - Eight\n      from: call-911\n",
        )
        .replace(CALL, "  say:\n", "  none: { bullets: [] }\n  say:\n");
    assert_snapshot!(guide.check(), @r"
    exit 1
    error[H0109]: this list has 8 items, and more than 7 are hard to keep in mind
     --> content/en/sections/when-to-call.yaml:8:3
      |
    8 |   emergency:
      |   ^^^^^^^^^
      |
      = help: make two lists of it, each with a line that says what it is

    error[H0109]: this list is empty
      --> content/en/sections/when-to-call.yaml:45:3
       |
    45 |   none: { bullets: [] }
       |   ^^^^
       |
       = help: write its items, or remove it

    2 errors
    ");
}

#[test]
fn a_row_with_a_comma_outside_quotes() {
    assert_snapshot!(Guide::new().replace(COMPARE, "rows:\n", "rows:\n        new: { head: New, cells: [One, two, Three] }\n").check(), @r"
    exit 1
    error[H0109]: the row `new` has 3 cells, and the table has 2 columns
      --> content/en/sections/compare.yaml:25:34
       |
    25 |         new: { head: New, cells: [One, two, Three] }
       |                                  ^^^^^^^^^^^^^^^^^
       |
       = help: a comma inside a cell needs quotes around the cell

    1 error
    ");
}

#[test]
fn lines_to_write_on_that_do_not_fit() {
    let guide = Guide::new().replace(
        CALL,
        "  say:\n",
        "  one: { write-in: { rows: [[A, B, C]] } }\n  two: { write-in: { numbered: 12 } }\n  three: { write-in: {} }\n  say:\n",
    );
    assert_snapshot!(guide.check(), @"
    exit 1
    error[H0109]: this row has 3 labels, and the page holds 1 or 2
      --> content/en/sections/when-to-call.yaml:42:30
       |
    42 |   one: { write-in: { rows: [[A, B, C]] } }
       |                              ^
       |
       = help: make two rows of it

    error[H0109]: 12 is no number of lines
      --> content/en/sections/when-to-call.yaml:43:32
       |
    43 |   two: { write-in: { numbered: 12 } }
       |                                ^^
       |
       = help: write 1 to 9

    error[H0109]: lines to write on have `rows:`, `numbered:` or `lines:`, and one of them
      --> content/en/sections/when-to-call.yaml:44:3
       |
    44 |   three: { write-in: {} }
       |   ^^^^^
       |
       = help: keep one

    3 errors
    ");
}

#[test]
fn a_template_without_its_hole() {
    assert_snapshot!(Guide::new().replace("en/strings.yaml", "\"Page {page} of {total}\"", "\"Page {pages} of {total}\"").check(), @r#"
    exit 1
    error[H0203]: the hole `{page}` is missing here
      --> content/en/strings.yaml:29:9
       |
    29 |   page: "Page {pages} of {total}"
       |         ^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: write `{page}` where its value belongs

    error[H0203]: nothing fills `{pages}`
      --> content/en/strings.yaml:29:9
       |
    29 |   page: "Page {pages} of {total}"
       |         ^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: known here: `{page}`, `{total}`

    2 errors
    "#);
}

#[test]
fn eleven_months() {
    assert_snapshot!(Guide::new().replace("en/strings.yaml", "January, ", "").check(), @r#"
    exit 1
    error[H0109]: 11 months are named here
       --> content/en/strings.yaml:106:10
        |
    106 |   month: "{month} {year}"
        |          ^^^^^^^^^^^^^^^^
        |
        = help: name twelve, above this line

    error[H0305]: the English text has a list of 11 here, and the translation one of 12
       --> content/es/strings.yaml:105:3
        |
    105 |   months: [enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre]
        |   ^^^^^^
        |
       ::: content/en/strings.yaml:105:3
        |
    105 |   months: [February, March, April, May, June, July, August, September, October, November, December]
        |   ------ the English text
        |
        = help: translate each item by one item
        = help: then run `handout pin content/es/strings.yaml dates.months`

    2 errors
    "#);
}

#[test]
fn a_color_of_the_drawings_that_is_not_known() {
    assert_snapshot!(Guide::new().replace("figures/figures.yaml", "pale: { print: \"#E3EEF2\"", "pail: { print: \"#E3EEF\"").check(), @r##"
    exit 1
    error[H0105]: the color `pale` of the drawings is missing
     --> content/figures/figures.yaml:2:10
      |
    2 | version: 1.0.0
      |          ^^^^^
      |
      = help: add it under `palette:`

    error[H0102]: `pail` is no color of the drawings
      --> content/figures/figures.yaml:10:3
       |
    10 |   pail: { print: "#E3EEF", gray: "#FFFFFF", gray-outline: 0.75 }
       |   ^^^^
       |
       = help: known here: brand, accent, line, pale, ink, paper

    error[H0109]: `#E3EEF` is not a color
      --> content/figures/figures.yaml:10:18
       |
    10 |   pail: { print: "#E3EEF", gray: "#FFFFFF", gray-outline: 0.75 }
       |                  ^^^^^^^^
       |
       = help: write "#RRGGBB", such as "#0B4F6C"

    3 errors
    "##);
}

#[test]
fn a_theme_without_a_paper() {
    assert_snapshot!(Guide::new().replace("themes/harbor.yaml", "\n      a4:\n", "\n      a5:\n").check(), @r"
    exit 1
    error[H0105]: the edition `standard` of the theme `harbor` has no paper `a4`
      --> content/themes/harbor.yaml:10:3
       |
    10 |   standard:
       |   ^^^^^^^^
       |
       = help: add it under `papers:`

    1 error
    ");
}

#[test]
fn a_theme_that_extends_none_and_colors_too_light() {
    let guide = Guide::new()
        .replace("themes/orchard.yaml", "extends: harbor", "extends: plum")
        .replace("themes/plum.yaml", "extends: harbor", "extends: harbour")
        .replace("themes/plum.yaml", "brand: \"#5A2B63\"", "brand: \"#B58ABF\"");
    assert_snapshot!(guide.check(), @r##"
    exit 1
    error[H0301]: the theme `plum` extends another one, and cannot be extended itself
     --> content/themes/orchard.yaml:7:10
      |
    7 | extends: plum
      |          ^^^^
      |
      = help: known: harbor

    error[H0601]: the brand color #B58ABF of the theme `plum` is too light on white, or in gray
     --> content/themes/plum.yaml:3:10
      |
    3 | version: 1.0.0
      |          ^^^^^
      |
      = help: its contrast must be at least 7.0; the nearest color that passes is "#6F4778"

    error[H0301]: there is no theme `harbour` to extend
     --> content/themes/plum.yaml:7:10
      |
    7 | extends: harbour
      |          ^^^^^^^
      |
      = help: known: harbor

    3 errors
    "##);
}

#[test]
fn a_review_that_is_overdue() {
    let guide = Guide::new().replace(CALL, "review: draft\n", &signed("2025-11-01", "2026-11-01"));
    assert_snapshot!(guide.check(), @"
    exit 1
    warning[H0701]: this file has changed since Ana Cruz signed it, so it counts as a draft
     --> content/en/sections/when-to-call.yaml:9:7
      |
    9 |   on: 2025-11-01
      |       ^^^^^^^^^^
      |
      = help: have a clinician read it again, then run `handout sign`

    error[H0702]: the review of this file was due on 2026-11-01, 23 days ago
      --> content/en/sections/when-to-call.yaml:10:8
       |
    10 |   due: 2026-11-01
       |        ^^^^^^^^^^
       |
       = help: have a clinician read and sign it again

    1 error, 1 warning
    ");
    assert_snapshot!(guide.build(&[]), @"
    exit 1
    warning[H0701]: this file has changed since Ana Cruz signed it, so it counts as a draft
     --> content/en/sections/when-to-call.yaml:9:7
      |
    9 |   on: 2025-11-01
      |       ^^^^^^^^^^
      |
      = help: have a clinician read it again, then run `handout sign`

    error[H0702]: the review of this file was due on 2026-11-01, 23 days ago
      --> content/en/sections/when-to-call.yaml:10:8
       |
    10 |   due: 2026-11-01
       |        ^^^^^^^^^^
       |
       = help: have a clinician read and sign it again
       = help: `--allow-overdue` makes the guide all the same, and prints on it that its review is overdue

    1 error, 1 warning
    ");
}

#[test]
fn a_review_that_is_nearly_due_warns() {
    let guide = Guide::new().replace(CALL, "review: draft\n", &signed("2025-12-01", "2026-12-01"));
    assert_snapshot!(guide.check(), @"
    exit 0
    The content has no errors.
    warning[H0701]: this file has changed since Ana Cruz signed it, so it counts as a draft
     --> content/en/sections/when-to-call.yaml:9:7
      |
    9 |   on: 2025-12-01
      |       ^^^^^^^^^^
      |
      = help: have a clinician read it again, then run `handout sign`

    warning[H0702]: the review of this file is due on 2026-12-01, in 7 days
      --> content/en/sections/when-to-call.yaml:10:8
       |
    10 |   due: 2026-12-01
       |        ^^^^^^^^^^
       |
       = help: have a clinician read and sign it again

    2 warnings
    ");
    let denied = guide.run(&["check", "--content", "content", "--as-of", super::TODAY, "--deny-warnings"]);
    assert!(denied.starts_with("exit 1\n"), "{denied}");
}

#[test]
fn a_review_from_the_future() {
    let guide = Guide::new().replace(CALL, "review: draft\n", &signed("2027-01-01", "2026-12-31"));
    assert_snapshot!(guide.check(), @"
    exit 1
    error[H0109]: this file was signed on 2027-01-01, which is after 2026-11-24
     --> content/en/sections/when-to-call.yaml:9:7
      |
    9 |   on: 2027-01-01
      |       ^^^^^^^^^^
      |
      = help: write the day on which it was signed

    warning[H0701]: this file has changed since Ana Cruz signed it, so it counts as a draft
     --> content/en/sections/when-to-call.yaml:9:7
      |
    9 |   on: 2027-01-01
      |       ^^^^^^^^^^
      |
      = help: have a clinician read it again, then run `handout sign`

    error[H0109]: this signature ends on 2026-12-31, before it begins on 2027-01-01
      --> content/en/sections/when-to-call.yaml:10:8
       |
    10 |   due: 2026-12-31
       |        ^^^^^^^^^^
       |
       = help: look at both days

    warning[H0702]: the review of this file is due on 2026-12-31, in 37 days
      --> content/en/sections/when-to-call.yaml:10:8
       |
    10 |   due: 2026-12-31
       |        ^^^^^^^^^^
       |
       = help: have a clinician read and sign it again

    2 errors, 2 warnings
    ");
}

#[test]
fn a_signature_holds_for_what_was_signed_and_nothing_else() {
    let guide = Guide::new().replace(CALL, "review: draft\n", &signed("2026-11-01", "2027-11-01"));
    assert!(guide.check().contains("has changed since Ana Cruz signed it"), "{}", guide.check());
    let file = format!("content/{CALL}");
    guide.run(&[&["sign", &file], &super::signing::ANA[..]].concat());
    assert!(!guide.check().contains("warning"), "{}", guide.check());
    let changed = guide.replace(CALL, "Call 911 first.", "Call 911 at once.");
    assert!(changed.check().contains("has changed since Ana Cruz signed it"), "{}", changed.check());
}
