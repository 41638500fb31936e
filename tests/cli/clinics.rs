//! Clinic files: those of the content, and those given on the command line.

use insta::assert_snapshot;

use super::{Guide, program};

const RIVERSIDE: &str = "clinics/riverside.yaml";

#[test]
fn a_number_with_a_digit_missing() {
    assert_snapshot!(Guide::new().replace(RIVERSIDE, "(503) 555-0142", "(503) 555-014").check(), @r"
    exit 1
    error[H0109]: `(503) 555-014` is not a phone number
     --> content/clinics/riverside.yaml:9:26
      |
    9 | phones: { day-and-night: (503) 555-014, office: (503) 555-0100 }
      |                          ^^^^^^^^^^^^^
      |
      = help: write it like (503) 555-0142

    1 error
    ");
}

#[test]
fn an_example_with_a_number_that_may_be_real() {
    let guide = Guide::new().replace(RIVERSIDE, "(503) 555-0142", "(503) 234-0142");
    assert_snapshot!(guide.replace(RIVERSIDE, "https://riverside.example.org/guide", "https://riverside.org").check(), @r"
    exit 1
    error[H0109]: `(503) 234-0142` may be the number of a real person, and this clinic is an example
     --> content/clinics/riverside.yaml:9:26
      |
    9 | phones: { day-and-night: (503) 234-0142, office: (503) 555-0100 }
      |                          ^^^^^^^^^^^^^^
      |
      = help: use 555-0100 to 555-0199, which nobody has

    error[H0109]: `https://riverside.org` may be the page of a real clinic, and this one is an example
      --> content/clinics/riverside.yaml:12:6
       |
    12 | web: https://riverside.org
       |      ^^^^^^^^^^^^^^^^^^^^^
       |
       = help: use a page under example.org, such as https://riverside.example.org

    2 errors
    ");
}

#[test]
fn a_page_that_is_not_safe() {
    assert_snapshot!(Guide::new().replace(RIVERSIDE, "https://", "http://").check(), @r"
    exit 1
    error[H0109]: `http://riverside.example.org/guide` is not a safe address
      --> content/clinics/riverside.yaml:12:6
       |
    12 | web: http://riverside.example.org/guide
       |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: start with https:// and the name of the site

    1 error
    ");
}

#[test]
fn hours_in_a_language_that_is_not_there() {
    assert_snapshot!(Guide::new().replace(RIVERSIDE, "hours: { en:", "hours: { es:").check(), @r#"
    exit 1
    error[H0104]: the key `es` stands here twice
      --> content/clinics/riverside.yaml:10:48
       |
    10 | hours: { es: "Monday to Friday, 8 am to 5 pm", es: "De lunes a viernes, de 8 am a 5 pm" }
       |          -- first here                         ^^
       |
       = help: rename one of them, or join the two

    1 error
    "#);
}

#[test]
fn colors_with_too_little_contrast() {
    let guide = Guide::new().replace(
        RIVERSIDE,
        "brand: \"#0B4F6C\", accent: \"#A85A00\"",
        "brand: \"#2F8FB8\", accent: \"#F0A030\"",
    );
    assert_snapshot!(guide.check(), @r##"
    exit 1
    error[H0601]: the brand color #2F8FB8 has a contrast of 3.65 on white, and 4.47 printed in gray
      --> content/clinics/riverside.yaml:14:18
       |
    14 | colors: { brand: "#2F8FB8", accent: "#F0A030" }
       |                  ^^^^^^^^^
       |
       = help: both must be at least 7.0; the nearest color that passes is "#006081"

    error[H0601]: the accent color #F0A030 has a contrast of 2.14 on white, and 2.27 printed in gray
      --> content/clinics/riverside.yaml:14:37
       |
    14 | colors: { brand: "#2F8FB8", accent: "#F0A030" }
       |                                     ^^^^^^^^^
       |
       = help: both must be at least 4.5; the nearest color that passes is "#A66900"

    2 errors
    "##);
}

#[test]
fn a_color_that_passes_only_in_color() {
    let guide = Guide::new().replace(RIVERSIDE, "brand: \"#0B4F6C\"", "brand: \"#C00000\"");
    assert_snapshot!(guide.check(), @r##"
    exit 1
    error[H0601]: the brand color #C00000 has a contrast of 6.47 on white, and 11.37 printed in gray
      --> content/clinics/riverside.yaml:14:18
       |
    14 | colors: { brand: "#C00000", accent: "#A85A00" }
       |                  ^^^^^^^^^
       |
       = help: both must be at least 7.0; the nearest color that passes is "#B60000"

    1 error
    "##);
}

#[test]
fn a_logo_from_elsewhere() {
    assert_snapshot!(Guide::new().replace(RIVERSIDE, "logo: riverside.svg", "logo: ../../secret.svg").check(), @r"
    exit 1
    error[H0002]: a logo must be an SVG or PNG file beside the clinic file
      --> content/clinics/riverside.yaml:15:7
       |
    15 | logo: ../../secret.svg
       |       ^^^^^^^^^^^^^^^^
       |
       = help: write its file name alone, such as `our-clinic.svg` or `our-clinic.png`

    1 error
    ");
}

#[test]
fn a_clinic_file_of_ones_own() {
    let guide = Guide::new();
    let text = std::fs::read_to_string(guide.path("content").join(RIVERSIDE)).unwrap();
    let own = text.replace("example: true\n", "").replace("name: Riverside Cancer Center", "name: Our Clinic");
    let guide = guide
        .write("our-clinic.yaml", &own)
        .write("riverside.svg", std::fs::read(super::whole().join("content/clinics/riverside.svg")).unwrap());
    let said = program()
        .current_dir(&guide.folder)
        .args(["build", "--emit", "tailored", "--clinic", "our-clinic.yaml"])
        .output()
        .unwrap();
    assert!(String::from_utf8(said.stdout).unwrap().contains("name: Our Clinic\n"));
    let guide = guide.write("our-clinic.yaml", own.replace("(503) 555-0100", "none").replace("#A85A00", "#A85A0"));
    assert_snapshot!(guide.build(&["--clinic", "./our-clinic.yaml"]), @r##"
    exit 1
    error[H0109]: `none` is not a phone number
     --> ./our-clinic.yaml:8:50
      |
    8 | phones: { day-and-night: (503) 555-0142, office: none }
      |                                                  ^^^^
      |
      = help: write it like (503) 555-0142

    error[H0109]: `#A85A0` is not a color
      --> ./our-clinic.yaml:13:37
       |
    13 | colors: { brand: "#0B4F6C", accent: "#A85A0" }
       |                                     ^^^^^^^^
       |
       = help: write "#RRGGBB", such as "#0B4F6C"

    2 errors
    "##);
    let guide = guide.write("our-clinic.yaml", own.replace("phones:", "phone:"));
    assert_snapshot!(guide.build(&["--clinic", "our-clinic.yaml"]), @r"
    exit 1
    error[H0105]: the key `phones` is missing here
     --> our-clinic.yaml:2:1
      |
    2 | version: 1.0.0
      | ^^^^^^^
      |
      = help: add `phones:` with its value

    error[H0102]: the key `phone` is not known here
     --> our-clinic.yaml:8:1
      |
    8 | phone: { day-and-night: (503) 555-0142, office: (503) 555-0100 }
      | ^^^^^
      |
      = help: did you mean `phones`?

    2 errors
    ");
    assert_snapshot!(guide.run(&["check", "--clinic", "our-clinic.yaml"]), @r"
    exit 1
    error[H0105]: the key `phones` is missing here
     --> our-clinic.yaml:2:1
      |
    2 | version: 1.0.0
      | ^^^^^^^
      |
      = help: add `phones:` with its value

    error[H0102]: the key `phone` is not known here
     --> our-clinic.yaml:8:1
      |
    8 | phone: { day-and-night: (503) 555-0142, office: (503) 555-0100 }
      | ^^^^^
      |
      = help: did you mean `phones`?

    2 errors
    ");
}

#[test]
fn the_logo_of_a_clinic_file_is_looked_for_beside_it() {
    let guide = Guide::new();
    let text = std::fs::read_to_string(guide.path("content").join(RIVERSIDE)).unwrap();
    let guide = guide.write("our-clinic.yaml", text);
    assert_snapshot!(guide.build(&["--clinic", "our-clinic.yaml"]), @r"
    exit 1
    error[H0001]: `riverside.svg` cannot be read: it is not there
      --> our-clinic.yaml:15:7
       |
    15 | logo: riverside.svg
       |       ^^^^^^^^^^^^^

    1 error
    ");
}

#[test]
fn a_clinic_that_is_not_there() {
    let guide = Guide::new();
    assert_snapshot!(guide.build(&["--clinic", "riversde"]), @r"
    exit 2
    error[H0401]: there is no clinic `riversde`
     |
     = help: did you mean `riverside`?
     = help: for a file, write its path: `--clinic ./our-clinic.yaml`

    1 error
    ");
    assert_snapshot!(guide.build(&["--clinic", "none.yaml"]), @r"
    exit 2
    error[H0001]: the clinic file `none.yaml` cannot be opened: it is not there
     |
     = help: give a file, or the id of a clinic: see `handout list clinics`

    1 error
    ");
    assert_snapshot!(guide.build(&["--clinic", "content/"]), @r"
    exit 2
    error[H0001]: the clinic file `content/` cannot be opened: it is not a plain file
     |
     = help: give a file, or the id of a clinic: see `handout list clinics`

    1 error
    ");
}

const JUNIPER: &str = "clinics/juniper.yaml";

#[test]
fn a_department_has_numbers_of_its_own_and_all_else_of_the_clinic() {
    let words = |more: &[&str]| {
        let mut args = vec!["build", "--emit", "tailored", "--clinic", "juniper", "--as-of", super::TODAY];
        args.extend(more);
        let out = program().args(args).output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    };
    let (whole, unit) = (words(&[]), words(&["--department", "cell-therapy"]));
    for (text, number, other) in
        [(&whole, "(505) 555-0171", "(505) 555-0190"), (&unit, "(505) 555-0190", "(505) 555-0171")]
    {
        assert!(text.contains(number) && !text.contains(other), "{number}");
    }
    assert!(unit.contains("Cell Therapy Unit") && !whole.contains("Cell Therapy Unit"));
    // Hours that the department does not state.
    assert!(unit.contains("Monday to Friday, 8 am to 6 pm"));
}

#[test]
fn departments_that_are_not_there() {
    assert_snapshot!(Guide::new().build(&["--clinic", "juniper", "--department", "infusions"]), @"
    exit 2
    error[H0401]: there is no department `infusions`
     |
     = help: did you mean `infusion`?

    1 error
    ");
    assert_snapshot!(Guide::new().build(&["--clinic", "riverside", "--department", "infusion"]), @"
    exit 2
    error[H0401]: the clinic `riverside` has no departments to choose from
     |
     = help: leave out `--department`, or list them in the clinic file under `departments:`

    1 error
    ");
    assert_snapshot!(Guide::new().build(&["--department", "infusion"]), @"
    exit 2
    error: the following required arguments were not provided:
      --clinic <ID|FILE>

    Usage: handout build --clinic <ID|FILE> --content <FOLDER> --as-of <YYYY-MM-DD> --emit <STEP> --output <FILE> --department <ID>

    For more information, try '--help'.
    ");
}

#[test]
fn a_department_is_part_of_the_file_name() {
    let guide = Guide::new();
    let out = program()
        .current_dir(&guide.folder)
        .args(["build", "--only", "when-to-call", "--clinic", "juniper", "--department", "infusion", "--quiet"])
        .output()
        .unwrap();
    assert!(out.status.success());
    assert!(guide.path("handout-juniper-infusion-general-en-standard-letter-only-when-to-call.pdf").exists());
}

#[test]
fn a_number_of_a_department_is_checked() {
    let guide = Guide::new().replace(JUNIPER, "(505) 555-0125", "(505) 555-012");
    assert_snapshot!(guide.replace(JUNIPER, ", es: \"De lunes a sábado, de 7 am a 7 pm\"", "").check(), @r#"
    exit 1
    error[H0109]: `(505) 555-012` is not a phone number
      --> content/clinics/juniper.yaml:14:54
       |
    14 |     phones: { day-and-night: (505) 555-0171, office: (505) 555-012 }
       |                                                      ^^^^^^^^^^^^^
       |
       = help: write it like (503) 555-0142

    error[H0304]: the office hours are missing in `es`
      --> content/clinics/juniper.yaml:15:14
       |
    15 |     hours: { en: "Monday to Saturday, 7 am to 7 pm" }
       |              ^^
       |
       = help: add `es:` under `hours:`

    2 errors
    "#);
}

#[test]
fn an_address_of_its_own_for_the_code() {
    let code = "code: https://riverside.example.org/start\nlogo:";
    let guide = Guide::new().replace(RIVERSIDE, "logo:", code);
    let said = guide.run(&["build", "--content", "content", "--emit", "tailored", "--clinic", "riverside"]);
    assert!(said.contains("riverside.example.org/start"), "{said}");
    let long = format!("code: https://riverside.example.org/{}\nlogo:", "a".repeat(91));
    assert_snapshot!(Guide::new().replace(RIVERSIDE, "logo:", &long).check(), @"
    exit 1
    error[H0109]: this address has 121 characters, too many for a square code
      --> content/clinics/riverside.yaml:15:7
       |
    15 | code: https://riverside.example.org/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
       |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: use an address of at most 120 characters

    1 error
    ");
}

#[test]
fn a_png_that_is_cut_off() {
    let guide = Guide::new();
    let path = guide.path("content/clinics/juniper.png");
    let whole = std::fs::read(&path).unwrap();
    let guide = guide.write("content/clinics/juniper.png", &whole[..whole.len() / 2]);
    assert_snapshot!(guide.check(), @"
    exit 1
    error[H0008]: this logo cannot be printed: it is no PNG picture, or a broken one (unexpected end of file)
      --> content/clinics/juniper.yaml:23:7
       |
    23 | logo: juniper.png
       |       ^^^^^^^^^^^

    1 error
    ");
    let guide = guide.write("content/clinics/juniper.png", b"GIF89a");
    assert_snapshot!(guide.check(), @"
    exit 1
    error[H0008]: this logo cannot be printed: it is no PNG picture, or a broken one (invalid png signature)
      --> content/clinics/juniper.yaml:23:7
       |
    23 | logo: juniper.png
       |       ^^^^^^^^^^^

    1 error
    ");
}
