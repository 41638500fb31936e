//! Many brochures at once: what is made again and what is kept, shards and their sum, and folders in which something
//! went wrong. Plans are small, and mostly of single pages, so that all of it is quick.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use common::shelf;
use handout::base::Code;
use handout::batch::{Done, Job, Manifest, Prepared, Shard, Shop, expand};
use handout::content::{Date, load_plan};
use handout::tailor::tailor;
use serde_json::Value;

/// The day on which all tests are run.
const TODAY: &str = "2026-11-24";

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handout"));
    command.env("NO_COLOR", "1");
    for name in handout::batch::VARIABLES {
        command.env_remove(name);
    }
    command
}

/// A folder of a test, empty.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("batch").join(name);
    drop(fs::remove_dir_all(&path));
    fs::create_dir_all(&path).unwrap();
    path
}

const HEAD: &str = "version: 1.0.0\nauthors: [Test]\nsources: []\nreview: draft\n";

/// A plan in a file of a folder.
fn plan(folder: &Path, name: &str, rest: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, format!("{HEAD}{rest}")).unwrap();
    path
}

/// Fourteen pages "when to call", which are made in no time, and a whole guide.
const SMALL: &str = "include:
  - { therapies: [checkpoint-inhibitors], cancers: [lung, melanoma, bladder], only: [when-to-call], editions: [standard] }
  - { therapies: [car-t], cancers: [lymphoma], languages: [en], papers: [letter], clinics: [riverside], only: [when-to-call], editions: [standard] }
  - { general: true, therapies: [], languages: [en], papers: [a4], editions: [standard] }
";

/// How many brochures that is.
const SMALL_COUNT: usize = 3 * 2 * 2 + 1 + 1;

fn run(command: &mut Command) -> Output {
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Runs a batch; gives its exit code and what it said.
fn batch(plan: &Path, out: &Path, more: &[&str]) -> (i32, String) {
    let output = run(program().arg("batch").arg(plan).arg("-o").arg(out).args(["--as-of", TODAY]).args(more));
    (output.status.code().unwrap_or(-1), said(&output))
}

/// What a run made and kept.
fn counts(said: &str) -> (usize, usize, usize) {
    let line = said.lines().find(|line| line.contains(" made, ")).unwrap_or_else(|| panic!("no summary: {said}"));
    let numbers: Vec<usize> = line.split([' ', ',']).filter_map(|word| word.parse().ok()).collect();
    (numbers[0], numbers[1], numbers[2])
}

/// What a folder shows: every file that is not hidden, with its bytes; times are left out of manifests.
fn shows(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if name.starts_with('.') || entry.path().is_dir() {
            continue;
        }
        let bytes = fs::read(entry.path()).unwrap();
        let bytes = if name.ends_with(".jsonl") { timeless(&String::from_utf8(bytes).unwrap()).into() } else { bytes };
        files.insert(name, bytes);
    }
    files
}

/// A manifest without how long things took.
fn timeless(manifest: &str) -> String {
    let line = |line: &str| {
        let mut value: Value = serde_json::from_str(line).unwrap();
        value.as_object_mut().unwrap().remove("ms");
        format!("{value}\n")
    };
    manifest.lines().map(line).collect()
}

/// The brochures of a folder alone.
fn brochures(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    shows(folder).into_iter().filter(|(name, _)| name.ends_with(".pdf")).collect()
}

#[track_caller]
fn same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>, what: &str) {
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(one), names(other), "{what}");
    for (name, bytes) in one {
        assert!(*bytes == other[name], "{what}: `{name}` is not the same");
    }
}

/// The small plan as an undisturbed run makes it.
fn undisturbed() -> &'static BTreeMap<String, Vec<u8>> {
    static ONCE: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    ONCE.get_or_init(|| {
        let place = folder("undisturbed");
        let out = place.join("out");
        let (code, told) = batch(&plan(&place, "small.yaml", SMALL), &out, &["--jobs", "1"]);
        assert_eq!((code, counts(&told)), (0, (SMALL_COUNT, 0, 0)), "{told}");
        shows(&out)
    })
}

fn manifest(folder: &Path) -> Manifest {
    Manifest::open(&folder.join("manifest.jsonl")).unwrap()
}

/// The content and fonts in a folder of one's own.
fn content(place: &Path) -> PathBuf {
    let output = run(program().arg("init").arg(place.join("guide")));
    assert!(output.status.success(), "{}", said(&output));
    place.join("guide/content")
}

fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{} holds no `{from}`", file.display());
    fs::write(file, text.replacen(from, to, 1)).unwrap();
}

// The plan.

/// The jobs of a plan.
fn jobs(rest: &str) -> Vec<Job> {
    let plan = load_plan(format!("{HEAD}{rest}").as_bytes(), "plan.yaml", &mut Default::default()).unwrap();
    expand(&plan, &shelf().library).unwrap().0
}

#[test]
fn a_plan_that_says_nothing_makes_all_that_can_be_made_once() {
    let files: Vec<String> = jobs("include: [{}]").into_iter().map(|job| job.file).collect();
    let mut sorted = files.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(files, sorted);
    // Every reader, in every edition: those that cannot be tailored are those for whom there is no card.
    let mut count = 0;
    for edition in shelf().library.vocabulary.editions.ids() {
        for choice in common::choices() {
            let variant = choice.clone().edition(edition.as_str()).variant().ok().unwrap();
            let made = tailor(&shelf().library, &variant).is_ok();
            assert!(made || edition.as_str() == "card", "{}", choice.name());
            let file = variant.file_name("");
            assert_eq!(files.binary_search(&file).is_ok(), made, "{file}");
            count += usize::from(made);
        }
    }
    assert_eq!(files.len(), count);
    assert!(files.iter().any(|file| file.contains("-card-")) && files.iter().any(|file| file.contains("-poster-")));
    // Named twice, made once.
    assert_eq!(jobs("include: [{}, { languages: [es] }]").len(), files.len());
}

#[test]
fn a_plan_includes_and_excludes() {
    let all = jobs("include: [{ editions: [standard], papers: [letter] }]");
    let spanish = jobs("include: [{ editions: [standard], papers: [letter], languages: [es] }]");
    let without = jobs("include: [{ editions: [standard], papers: [letter] }]\nexclude: [{ languages: [es] }]");
    assert_eq!(all.len(), spanish.len() + without.len());
    let general = jobs("include: [{ editions: [standard], papers: [letter] }]\nexclude: [{ general: false }]");
    assert_eq!(general.len(), 2);
    let two = jobs("include: [{ therapies: [cytokines, checkpoint-inhibitors], together: true, cancers: [kidney] }]");
    assert!(
        two.iter().all(|job| job.therapies.len() == 2 && job.file.contains("checkpoint-inhibitors+cytokines-kidney"))
    );
    // CAR T-cell therapy is not used for lung cancer, so nothing is left of that pair.
    let car =
        jobs("include: [{ therapies: [car-t], cancers: [lung, lymphoma], languages: [en], editions: [standard] }]");
    assert!(car.iter().all(|job| job.cancer.as_deref() == Some("lymphoma")) && car.len() == 2);
    // Vaccines have no alert card.
    let cards = jobs("include: [{ editions: [standard], papers: [letter], languages: [en], only: [alert-card] }]");
    assert!(!cards.is_empty() && cards.iter().all(|job| !job.therapies.contains(&"cancer-vaccines".to_owned())));
}

#[test]
fn a_plan_names_departments_of_clinics() {
    let common =
        "therapies: [car-t], cancers: [lymphoma], editions: [standard, poster], papers: [letter], languages: [en]";
    let jobs = jobs(&format!(
        "include:
  - {{ {common}, clinics: [juniper, riverside], departments: [infusion, cell-therapy] }}
  - {{ {common}, clinics: [juniper, riverside] }}
exclude:
  - {{ departments: [infusion], editions: [poster] }}
"
    ));
    let files: Vec<&str> = jobs.iter().map(|job| &job.file[..]).collect();
    // Riverside has no such departments, and a clinic is made as a whole where none is named.
    assert_eq!(
        files,
        [
            "handout-juniper-car-t-lymphoma-en-poster-letter.pdf",
            "handout-juniper-car-t-lymphoma-en-standard-letter.pdf",
            "handout-juniper-cell-therapy-car-t-lymphoma-en-poster-letter.pdf",
            "handout-juniper-cell-therapy-car-t-lymphoma-en-standard-letter.pdf",
            "handout-juniper-infusion-car-t-lymphoma-en-standard-letter.pdf",
            "handout-riverside-car-t-lymphoma-en-poster-letter.pdf",
            "handout-riverside-car-t-lymphoma-en-standard-letter.pdf",
        ]
    );
    let shelf = shelf();
    let today = Date::parse(TODAY).unwrap();
    let shop = Shop::new(&shelf.library, &shelf.sources, &shelf.fonts, Default::default(), today, false);
    let prepared: Vec<_> = jobs.iter().map(|job| shop.prepare(job).ok().unwrap()).collect();
    // Three desks of one hospital have names and numbers of their own, so three keys and three codes.
    let of = |tell: fn(&Prepared) -> String| prepared.iter().map(tell).collect::<BTreeSet<_>>().len();
    assert_eq!(of(|prepared| prepared.job.key.clone().unwrap()), files.len());
    assert_eq!(of(|prepared| prepared.code.clone()), files.len());
    // A line that `plan` prints is a job, department and all.
    for prepared in &prepared {
        let line = serde_json::to_string(&prepared.job).unwrap();
        assert_eq!(shop.prepare(&Job::parse(&line).unwrap()).ok().unwrap().job, prepared.job);
    }
    let lost = Job { clinic: None, ..prepared[2].job.clone() };
    assert_eq!(shop.prepare(&lost).err().unwrap().0[0].code, Code::BadJob);
    let wrong = Job { department: Some("infusoin".into()), file: String::new(), key: None, ..prepared[2].job.clone() };
    assert_eq!(shop.prepare(&wrong).err().unwrap().0[0].code, Code::UnknownId);
}

#[test]
fn a_wrong_plan_is_told_with_its_places() {
    let place = folder("wrong-plan");
    let wrong = plan(
        &place,
        "wrong.yaml",
        "include:\n  - { therapies: [car-tea], clinics: [riversid], papers: [a5] }\n  - { departments: [infusion] }\n  - { clinics: [juniper], departments: [infuson] }\ntheme: harbour\n",
    );
    let output = run(program().current_dir(&place).args(["plan", "./wrong.yaml"]));
    assert_eq!(output.status.code(), Some(1));
    let told = said(&output);
    for line in [
        "there is no therapy `car-tea`",
        "did you mean `car-t`?",
        "wrong.yaml:6:19",
        "there is no clinic `riversid`",
        "there is no paper `a5`",
        "there is no theme `harbour`",
        "`departments` needs the clinics that they are of",
        "wrong.yaml:7:21",
        "there is no department `infuson`",
    ] {
        assert!(told.contains(line), "{line} is missing:\n{told}");
    }
    plan(
        &place,
        "wrong.yaml",
        "include:\n  - { therapies: [car-t], cancers: [lung] }\n  - {}\nexclude:\n  - { clinics: [riverside] }\n",
    );
    let output = run(program().current_dir(&place).args(["plan", "./wrong.yaml"]));
    let told = said(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(told.contains("this entry makes no guide") && told.contains("wrong.yaml:6:5"), "{told}");
    assert!(told.contains("this entry leaves out nothing") && told.contains("wrong.yaml:9:5"), "{told}");
    drop(wrong);
    let output = run(program().args(["batch", "smok", "-o"]).arg(place.join("out")));
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("did you mean `smoke`?"), "{}", said(&output));
}

// What is made again.

#[test]
fn a_second_run_keeps_all_and_a_spoiled_file_is_made_again() {
    let place = folder("again");
    let (small, out) = (plan(&place, "small.yaml", SMALL), place.join("out"));
    assert_eq!(counts(&batch(&small, &out, &[]).1), (SMALL_COUNT, 0, 0));
    same(&shows(&out), undisturbed(), "two threads");
    assert_eq!(counts(&batch(&small, &out, &[]).1), (0, SMALL_COUNT, 0));
    same(&shows(&out), undisturbed(), "kept");
    let mut names = brochures(&out).into_keys();
    fs::write(out.join(names.next().unwrap()), b"%PDF-1.7 spoiled").unwrap();
    fs::remove_file(out.join(names.next().unwrap())).unwrap();
    assert_eq!(counts(&batch(&small, &out, &[]).1), (2, SMALL_COUNT - 2, 0));
    same(&shows(&out), undisturbed(), "made again");
    // A manifest that cannot be read is not believed.
    fs::write(out.join("manifest.jsonl"), "no manifest").unwrap();
    assert_eq!(counts(&batch(&small, &out, &[]).1), (SMALL_COUNT, 0, 0));
    same(&shows(&out), undisturbed(), "after a lost manifest");
}

#[test]
fn a_change_makes_exactly_the_brochures_that_contain_it() {
    let place = folder("change");
    let content = content(&place);
    let small = plan(&place, "small.yaml", SMALL);
    let out = place.join("out");
    let own = ["--content", content.to_str().unwrap()];
    let rest = "include:
  - { therapies: [checkpoint-inhibitors], cancers: [lung, melanoma], papers: [letter, a4], editions: [standard] }
  - { therapies: [car-t], cancers: [lymphoma], papers: [letter], editions: [standard], clinics: [riverside, lakeview], only: [when-to-call] }
";
    plan(&place, "small.yaml", rest);
    let all = 2 * 2 * 2 + 2 * 2;
    let (code, told) = batch(&small, &out, &own);
    assert_eq!((code, counts(&told)), (0, (all, 0, 0)), "{told}");
    let before = manifest(&out);
    // A comment, another order of lines, and a signature's place say nothing new.
    edit(&content.join("es/cancers/lung.yaml"), "version:", "# A remark.\nversion:");
    assert_eq!(counts(&batch(&small, &out, &own).1), (0, all, 0));
    // One Spanish word of lung cancer: the Spanish guides to lung cancer, on both papers.
    edit(&content.join("es/cancers/lung.yaml"), "title: ", "title: Nuevo ");
    let (code, told) = batch(&small, &out, &own);
    assert_eq!((code, counts(&told)), (0, (2, all - 2, 0)), "{told}");
    let changed: Vec<String> = manifest(&out)
        .outcomes
        .iter()
        .zip(&before.outcomes)
        .filter(|(now, then)| now.job.key != then.job.key)
        .map(|(now, _)| now.job.file.clone())
        .collect();
    assert_eq!(
        changed,
        [
            "handout-checkpoint-inhibitors-lung-es-standard-a4.pdf",
            "handout-checkpoint-inhibitors-lung-es-standard-letter.pdf",
        ]
    );
    // One number of a clinic: its own pages.
    let text = fs::read_to_string(content.join("clinics/lakeview.yaml")).unwrap();
    let name = text.lines().find(|line| line.starts_with("name: ")).unwrap().to_owned();
    edit(&content.join("clinics/lakeview.yaml"), &name, "name: Lakeview Hospital");
    assert_eq!(counts(&batch(&small, &out, &own).1), (2, all - 2, 0));
    let made = brochures(&out);
    let (_, told) = batch(&small, &out, &own);
    assert_eq!(counts(&told), (0, all, 0));
    same(&made, &brochures(&out), "nothing changed");
}

#[test]
fn what_the_plan_no_longer_makes_is_told_and_removed_only_if_asked() {
    let place = folder("stale");
    let (small, out) = (plan(&place, "small.yaml", SMALL), place.join("out"));
    batch(&small, &out, &[]);
    fs::write(out.join("handout-own.pdf"), b"made by nobody").unwrap();
    plan(&place, "small.yaml", &SMALL.replace("lung, melanoma, bladder", "lung, melanoma"));
    let (code, told) = batch(&small, &out, &[]);
    assert_eq!((code, counts(&told)), (0, (0, SMALL_COUNT - 4, 0)));
    assert_eq!(told.matches("  handout-checkpoint-inhibitors-bladder-").count(), 4, "{told}");
    assert_eq!(brochures(&out).len(), SMALL_COUNT + 1);
    // It is told every time, also when the manifest no longer names them.
    assert!(batch(&small, &out, &[]).1.contains("--prune removes them"));
    // One that somebody has changed is left.
    let changed = "handout-checkpoint-inhibitors-bladder-en-standard-a4-only-when-to-call.pdf";
    fs::write(out.join(changed), b"changed").unwrap();
    let (code, told) = batch(&small, &out, &["--prune"]);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("somebody has changed it"), "{told}");
    let left: Vec<String> =
        brochures(&out).into_keys().filter(|name| name.contains("bladder") || name.contains("own")).collect();
    assert_eq!(left, [changed, "handout-own.pdf"]);
}

// Shards.

/// Runs all shards of the small plan in processes of their own, each told its share by `tell`.
fn shards(place: &Path, count: usize, tell: impl Fn(&mut Command, usize)) -> PathBuf {
    let small = plan(place, "small.yaml", SMALL);
    let out = place.join(format!("of-{count}"));
    let running: Vec<_> = (0..count)
        .map(|at| {
            let mut command = program();
            command.arg("batch").arg(&small).arg("-o").arg(&out).args(["--as-of", TODAY, "--jobs", "1"]);
            tell(&mut command, at);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for one in running {
        let output = one.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
    }
    out
}

fn merged(out: &Path) -> Output {
    run(program().arg("merge").arg(out))
}

/// What a merged folder shows beside the manifests of its shards.
fn without_shards(out: &Path) -> BTreeMap<String, Vec<u8>> {
    shows(out).into_iter().filter(|(name, _)| !name.contains("-of-")).collect()
}

#[test]
fn any_number_of_shards_gives_the_manifest_and_files_of_one_run() {
    let place = folder("shards");
    for count in [1, 2, 3, 7, SMALL_COUNT + 3] {
        let out = shards(&place, count, |command, at| {
            command.args(["--shard", &format!("{}/{count}", at + 1)]);
        });
        if count > 1 {
            let output = merged(&out);
            assert!(output.status.success(), "{}", said(&output));
        }
        same(&without_shards(&out), undisturbed(), &format!("{count} shards"));
    }
}

#[test]
fn engines_name_the_shard_in_the_environment() {
    let place = folder("engines");
    type Tell = fn(&mut Command, usize);
    let engines: [(&str, Tell); 5] = [
        ("kubernetes", |command, at| {
            command.args(["--shard", "auto/3"]).env("JOB_COMPLETION_INDEX", at.to_string());
        }),
        ("aws", |command, at| {
            command.args(["--shard", "auto"]).env("AWS_BATCH_JOB_ARRAY_INDEX", at.to_string());
            command.env("AWS_BATCH_JOB_ARRAY_SIZE", "3");
        }),
        ("slurm", |command, at| {
            // sbatch --array=5-13:4
            command.args(["--shard", "auto"]).env("SLURM_ARRAY_TASK_ID", (5 + 4 * at).to_string());
            command.envs([("SLURM_ARRAY_TASK_COUNT", "3"), ("SLURM_ARRAY_TASK_MIN", "5")]);
            command.envs([("SLURM_ARRAY_TASK_MAX", "13"), ("SLURM_ARRAY_TASK_STEP", "4")]);
        }),
        ("matrix", |command, at| {
            command.args(["--shard", "auto"]).env("HANDOUT_SHARD_INDEX", at.to_string());
            command.env("HANDOUT_SHARD_COUNT", "3");
        }),
        ("gitlab", |command, at| {
            command.args(["--shard", "auto"]).env("CI_NODE_INDEX", (at + 1).to_string()).env("CI_NODE_TOTAL", "3");
        }),
    ];
    for (name, tell) in engines {
        let place = place.join(name);
        fs::create_dir_all(&place).unwrap();
        let out = shards(&place, 3, tell);
        assert!(merged(&out).status.success());
        same(&without_shards(&out), undisturbed(), name);
    }
}

#[test]
fn an_environment_that_is_not_clear_is_refused_with_what_was_seen() {
    let of = |set: &[(&str, &str)], count: Option<usize>| {
        let set = set.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Shard::from_environment(&set, count)
            .map_err(|problem| format!("{} ({})", problem.message, problem.hints.join("; ")))
    };
    let refused = |set: &[(&str, &str)], count: Option<usize>, why: &str| {
        let told = of(set, count).unwrap_err();
        assert!(told.contains(why), "{told}");
        for (name, value) in set {
            assert!(told.contains(&format!("{name}={value}")), "{told}");
        }
    };
    refused(&[], None, "no engine has set an index");
    refused(&[("JOB_COMPLETION_INDEX", "1")], None, "the number of shards is not told");
    refused(&[("JOB_COMPLETION_INDEX", "3")], Some(3), "JOB_COMPLETION_INDEX is shard 4 of 3");
    refused(&[("JOB_COMPLETION_INDEX", "one")], Some(3), "is no number");
    let aws = [("AWS_BATCH_JOB_ARRAY_INDEX", "1"), ("AWS_BATCH_JOB_ARRAY_SIZE", "3")];
    refused(&aws, Some(4), "4 shards were asked for, and the engine of AWS_BATCH_JOB_ARRAY_INDEX has 3");
    refused(&[aws[0], aws[1], ("JOB_COMPLETION_INDEX", "2")], None, "name different shards");
    refused(&[("HANDOUT_SHARD_COUNT", "4"), ("JOB_COMPLETION_INDEX", "2")], Some(5), "HANDOUT_SHARD_COUNT is 4");
    let slurm = |id| {
        [
            ("SLURM_ARRAY_TASK_ID", id),
            ("SLURM_ARRAY_TASK_COUNT", "3"),
            ("SLURM_ARRAY_TASK_MIN", "1"),
            ("SLURM_ARRAY_TASK_MAX", "9"),
        ]
    };
    refused(&slurm("3"), None, "do not go from MIN to MAX by STEP");
    // Two engines that agree are no fault.
    let both = of(&[aws[0], aws[1], ("JOB_COMPLETION_INDEX", "1")], None);
    assert_eq!(both, Ok(Shard { index: 2, count: 3 }));
    for wrong in ["0/3", "4/3", "3", "a/b", "1/", "-1/3", "+1/3", ""] {
        assert!(Shard::parse(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_merge_of_what_does_not_fit_together_fails_and_changes_nothing() {
    let place = folder("merge");
    let out = shards(&place, 3, |command, at| {
        command.args(["--shard", &format!("{}/3", at + 1)]);
    });
    let small = place.join("small.yaml");
    let refused = |why: &str| {
        let output = merged(&out);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains(why), "`{why}` is missing: {}", said(&output));
        assert!(!out.join("manifest.jsonl").exists());
    };
    let second = out.join("manifest.2-of-3.jsonl");
    // A shard that was lost.
    fs::rename(&second, place.join("aside")).unwrap();
    refused("shard 2 of 3 is missing");
    fs::rename(place.join("aside"), &second).unwrap();
    // The same shard twice.
    fs::copy(&second, out.join("manifest.again.jsonl")).unwrap();
    refused("shard 2 is there twice");
    fs::remove_file(out.join("manifest.again.jsonl")).unwrap();
    // A shard that tells of less than its share, and of what another has made.
    let text = fs::read_to_string(&second).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    fs::write(&second, lines[..lines.len() - 1].join("\n")).unwrap();
    refused("and its share is");
    let first = fs::read_to_string(out.join("manifest.1-of-3.jsonl")).unwrap();
    fs::write(&second, format!("{}\n{}\n", lines[..lines.len() - 1].join("\n"), first.lines().last().unwrap()))
        .unwrap();
    refused("was made by two shards");
    fs::write(&second, &text).unwrap();
    // A file that is another, or none.
    let file = manifest_of(&second).outcomes[0].job.file.clone();
    let bytes = fs::read(out.join(&file)).unwrap();
    fs::write(out.join(&file), b"other").unwrap();
    refused("its sha256 is another");
    fs::remove_file(out.join(&file)).unwrap();
    refused("is not there");
    fs::write(out.join(&file), bytes).unwrap();
    // A shard of another plan.
    plan(&place, "small.yaml", &SMALL.replace("melanoma, ", ""));
    batch(&small, &out, &["--shard", "2/3"]);
    refused("are of different plans");
    // The lost shard is made again, and all is as if nothing had been.
    plan(&place, "small.yaml", SMALL);
    batch(&small, &out, &["--shard", "2/3"]);
    let output = merged(&out);
    assert!(output.status.success(), "{}", said(&output));
    same(&without_shards(&out), undisturbed(), "after all that");
    // Shards in folders of their own are joined in another one.
    let parts: Vec<PathBuf> = (1..=2)
        .map(|at| {
            let part = place.join(format!("part-{at}"));
            assert_eq!(batch(&small, &part, &["--shard", &format!("{at}/2")]).0, 0);
            part
        })
        .collect();
    let output = run(program().arg("merge").args(&parts).arg("-o").arg(place.join("joined")));
    assert!(output.status.success(), "{}", said(&output));
    same(&shows(&place.join("joined")), undisturbed(), "joined");
}

fn manifest_of(path: &Path) -> Manifest {
    Manifest::open(path).unwrap()
}

// Lines.

#[test]
fn jobs_come_as_lines_and_outcomes_go_as_lines() {
    let place = folder("lines");
    let small = plan(&place, "small.yaml", SMALL);
    let planned = run(program().arg("plan").arg(&small));
    assert!(planned.status.success(), "{}", said(&planned));
    let lines = String::from_utf8(planned.stdout).unwrap();
    assert_eq!(lines.lines().count(), SMALL_COUNT);
    let out = place.join("out");
    let pipe = |text: &str| {
        let mut command = program();
        command.args(["batch", "--stdin", "--jobs", "2", "-o"]).arg(&out);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    let output = pipe(&lines);
    assert!(output.status.success(), "{}", said(&output));
    let outcomes = String::from_utf8(output.stdout).unwrap();
    assert_eq!(outcomes.lines().count(), SMALL_COUNT);
    same(
        &brochures(&out),
        &undisturbed().iter().filter(|(n, _)| n.ends_with(".pdf")).map(|(n, b)| (n.clone(), b.clone())).collect(),
        "lines",
    );
    // What was printed is as good as a manifest: a run over the plan finds all in its place.
    fs::write(out.join("manifest.lines.jsonl"), &outcomes).unwrap();
    assert_eq!(counts(&batch(&small, &out, &[]).1), (0, SMALL_COUNT, 0));
    fs::remove_file(out.join("manifest.lines.jsonl")).unwrap();
    same(&shows(&out), undisturbed(), "lines, then a plan");
    // One job that comes many times is made each time, also at the same time.
    let many = "{\"therapies\": [\"car-t\"], \"cancer\": \"lymphoma\", \"only\": \"when-to-call\"}\n".repeat(60);
    let output = pipe(&many);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 60);
    // A job needs no more than what differs; wrong ones do not stop the others.
    let wrong = "{\"therapies\": [\"car-t\"], \"cancer\": \"lung\"}\n{\"cancers\": 1}\n\nnonsense\n\
                 {\"therapies\": [\"car-t\"], \"cancer\": \"lymphoma\", \"only\": \"when-to-call\", \"file\": \"../../x.pdf\"}\n\
                 {\"therapies\": [\"car-t\"], \"cancer\": \"lymphoma\", \"only\": \"when-to-call\", \"key\": \"0\"}\n\
                 {\"therapies\": [\"car-t\"], \"cancer\": \"lymphoma\", \"only\": \"when-to-call\"}\n";
    let output = pipe(wrong);
    assert_eq!(output.status.code(), Some(1));
    let told: Vec<handout::batch::Outcome> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(told.iter().filter(|outcome| outcome.result == Done::Failed).count(), 5);
    assert_eq!(told.iter().filter(|outcome| outcome.result == Done::Made).count(), 1);
    let messages: Vec<&str> = told.iter().flat_map(|o| &o.findings).map(|f| &f.message[..]).collect();
    for part in [
        "`car-t` is not used for `lung`",
        "unknown field `cancers`",
        "not the one that it names",
        "was planned for other content",
    ] {
        assert!(messages.iter().any(|message| message.contains(part)), "{part}: {messages:?}");
    }
}

// What can go wrong.

#[test]
fn one_bad_brochure_does_not_stop_the_others() {
    let place = folder("bad");
    let content = content(&place);
    // A character that no font has, in the guide to one cancer.
    edit(&content.join("en/cancers/melanoma.yaml"), "title: ", "title: \u{4e2d} ");
    let small = plan(
        &place,
        "small.yaml",
        "include: [{ therapies: [checkpoint-inhibitors], cancers: [lung, melanoma], languages: [en], papers: [letter], editions: [standard] }]",
    );
    let out = place.join("out");
    let (code, told) = batch(&small, &out, &["--content", content.to_str().unwrap()]);
    assert_eq!((code, counts(&told)), (1, (1, 0, 1)), "{told}");
    let failure = told.find("These guides could not be made:").unwrap();
    assert!(failure < told.find(" made, ").unwrap(), "failures come first:\n{told}");
    assert!(told[failure..].contains("error[H0501]") && told.contains("en/cancers/melanoma.yaml:"), "{told}");
    let failed: Vec<_> = manifest(&out).outcomes.into_iter().filter(|outcome| outcome.result == Done::Failed).collect();
    assert_eq!(failed.len(), 1);
    assert!(failed[0].written.is_none() && failed[0].findings.iter().any(|finding| finding.line.is_some()));
    assert_eq!(brochures(&out).len(), 1);
}

#[test]
fn a_run_that_was_killed_leaves_no_half_file_and_is_taken_up_again() {
    let place = folder("killed");
    let (small, out) = (plan(&place, "small.yaml", SMALL), place.join("out"));
    for after in [0, 1, 4, 9] {
        let mut command = program();
        command.arg("batch").arg(&small).arg("-o").arg(&out).args(["--as-of", TODAY, "--jobs", "2"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        while !out.is_dir() || brochures(&out).len() < after {
            std::thread::sleep(std::time::Duration::from_millis(2));
            if child.try_wait().unwrap().is_some() {
                break;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        if out.is_dir() {
            for (name, bytes) in brochures(&out) {
                assert!(bytes == undisturbed()[&name], "`{name}` is not whole");
            }
        }
    }
    let there = brochures(&out).len();
    let (code, told) = batch(&small, &out, &[]);
    let (made, kept, failed) = counts(&told);
    assert_eq!((code, made + kept, failed), (0, SMALL_COUNT, 0), "{told}");
    // What was noted is kept: at most the one brochure a thread that was written and not noted is made again.
    assert!(kept + 2 * 4 >= there, "{there} were there, {kept} were kept");
    same(&shows(&out), undisturbed(), "after kills");
    let hidden: BTreeSet<String> = fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.') && !name.ends_with(".lock"))
        .collect();
    assert!(hidden.is_empty(), "left behind: {hidden:?}");
}

/// Runs the small plan in a shell that has been told something first.
#[cfg(unix)]
fn in_shell(first: &str, small: &Path, out: &Path) -> Output {
    let line = format!("{first}; exec \"$0\" batch \"$1\" -o \"$2\" --as-of {TODAY} --jobs 2");
    let mut command = Command::new("sh");
    command.arg("-c").arg(line).arg(env!("CARGO_BIN_EXE_handout")).arg(small).arg(out).env("NO_COLOR", "1");
    run(&mut command)
}

#[cfg(unix)]
#[test]
fn a_full_disk_fails_what_does_not_fit_and_nothing_else() {
    let place = folder("full");
    let (small, out) = (plan(&place, "small.yaml", SMALL), place.join("out"));
    // No file may have more than 100 kB, which pages have and the guide has not. With the signal ignored, a write fails
    // as on a full disk; without, the program is stopped in the middle.
    let output = in_shell("trap '' XFSZ; ulimit -f 200", &small, &out);
    let told = said(&output);
    assert_eq!((output.status.code(), counts(&told)), (Some(2), (SMALL_COUNT - 1, 0, 1)), "{told}");
    assert!(told.contains("cannot be written: File too large"), "{told}");
    assert!(brochures(&out).iter().all(|(name, bytes)| *bytes == undisturbed()[name]));
    drop(fs::remove_dir_all(&out));
    let output = in_shell("ulimit -f 200", &small, &out);
    assert!(!output.status.success());
    assert!(brochures(&out).iter().all(|(name, bytes)| *bytes == undisturbed()[name]));
    let (code, _) = batch(&small, &out, &[]);
    assert_eq!(code, 0);
    same(&shows(&out), undisturbed(), "with room again");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_told_at_once() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    // A folder that a user without rights can reach, wherever the sources lie.
    let place = std::env::temp_dir().join(format!("handout-read-only-{}", std::process::id()));
    fs::create_dir_all(place.join("out")).unwrap();
    let binary = place.join("handout");
    fs::copy(env!("CARGO_BIN_EXE_handout"), &binary).unwrap();
    fs::set_permissions(&place, fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(place.join("out"), fs::Permissions::from_mode(0o555)).unwrap();
    let mut command = Command::new(&binary);
    command.args(["batch", "smoke", "-o"]).arg(place.join("out")).env("NO_COLOR", "1");
    // Root may write anywhere, so somebody else is asked.
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.starts_with(b"0\n"));
    if root {
        command.uid(65_534);
    }
    let output = run(&mut command);
    fs::set_permissions(place.join("out"), fs::Permissions::from_mode(0o755)).unwrap();
    fs::remove_dir_all(&place).unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("cannot be written: permission denied"), "{}", said(&output));
}

#[test]
fn two_runs_in_one_folder_do_not_meet() {
    let place = folder("two");
    let (small, out) = (plan(&place, "small.yaml", SMALL), place.join("out"));
    fs::create_dir_all(&out).unwrap();
    let lock = fs::File::options().create(true).write(true).truncate(false).open(out.join(".handout.lock")).unwrap();
    lock.lock().unwrap();
    for more in [&[][..], &["--shard", "1/2"]] {
        let (code, told) = batch(&small, &out, more);
        assert_eq!(code, 2, "{told}");
        assert!(told.contains("another run is at work in the folder"), "{told}");
    }
    assert!(brochures(&out).is_empty());
    drop(lock);
    // Both at once: one of them does it, and the other is told, or finds all done.
    let start = || {
        let mut command = program();
        command.arg("batch").arg(&small).arg("-o").arg(&out).args(["--as-of", TODAY]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let codes = [start(), start()].map(|child| child.wait_with_output().unwrap().status.code());
    assert!(codes.contains(&Some(0)) && codes.iter().all(|code| matches!(code, Some(0 | 2))), "{codes:?}");
    same(&shows(&out), undisturbed(), "two at once");
}

#[test]
fn in_a_batch_each_brochure_is_as_alone() {
    let alone = folder("alone");
    for (name, bytes) in undisturbed().iter().filter(|(name, _)| name.ends_with(".pdf")) {
        let outcome = Manifest::read(&String::from_utf8(undisturbed()["manifest.jsonl"].clone()).unwrap(), false)
            .unwrap()
            .outcomes
            .into_iter()
            .find(|outcome| outcome.job.file == *name)
            .unwrap();
        let job = outcome.job;
        let mut command = program();
        command.current_dir(&alone).args(["build", "--quiet", "--as-of", TODAY]);
        command.args(["--lang", &job.lang, "--edition", &job.edition, "--paper", &job.paper]);
        for id in &job.therapies {
            command.args(["--therapy", id]);
        }
        for (option, value) in [("--cancer", &job.cancer), ("--clinic", &job.clinic), ("--only", &job.only)] {
            if let Some(value) = value {
                command.args([option, value]);
            }
        }
        let output = run(&mut command);
        assert!(output.status.success(), "{}", said(&output));
        assert!(fs::read(alone.join(name)).unwrap() == *bytes, "{name}");
    }
}

// Paper.

#[test]
fn the_code_in_the_foot_tells_whether_paper_is_still_right() {
    let place = folder("status");
    let content = content(&place);
    let own = ["--content", content.to_str().unwrap()];
    let small = plan(
        &place,
        "small.yaml",
        "include: [{ therapies: [checkpoint-inhibitors], cancers: [lung], editions: [standard], only: [when-to-call] }]",
    );
    let out = place.join("out");
    assert_eq!(batch(&small, &out, &own).0, 0);
    let code_of = |lang: &str| {
        let found = manifest(&out).outcomes.into_iter().find(|outcome| outcome.job.lang == lang).unwrap();
        assert!(found.code.len() <= 32, "{}", found.code);
        found.code
    };
    let (old, spanish) = (code_of("en"), code_of("es"));
    let ask = |code: &str| {
        let output = run(program().arg("status").arg(code).arg("--manifest").arg(out.join("manifest.jsonl")));
        (output.status.code().unwrap(), said(&output))
    };
    let (status, told) = ask(&old.to_lowercase());
    assert!(status == 0 && told.starts_with("current\n"), "{told}");
    // Letter and A4 say the same, and have one code.
    assert_eq!(told.matches("handout-checkpoint").count(), 2, "{told}");
    // Another theme changes the pages and not what they say.
    let measure = fs::read_to_string(content.join("themes/harbor.yaml")).unwrap();
    let color = measure.lines().find(|line| line.contains('#') && line.contains("brand")).unwrap().to_owned();
    drop(color);
    // One sentence changes: the paper is superseded, and the block that changed is named.
    edit(&content.join("en/sections/when-to-call.yaml"), "title: When to call", "title: When you must call");
    assert_eq!(batch(&small, &out, &own).0, 0);
    let new = code_of("en");
    assert_ne!(old, new);
    let (status, told) = ask(&old);
    assert!(status == 1 && told.starts_with(&format!("superseded\nUse `{new}`")), "{told}");
    assert!(told.contains("Changed:\n") && told.contains("when-to-call"), "{told}");
    assert_eq!(ask(&spanish).0, 0);
    assert_eq!(ask(&new).0, 0);
    // A recall holds also for what can no longer be found, and a recalled guide is not made again.
    edit(
        &content.join("recalled.yaml"),
        "recalled: []",
        &format!("recalled:\n  - {{ code: {new}, on: {TODAY}, why: The night number was wrong. }}"),
    );
    let (code, told) = batch(&small, &out, &own);
    assert_eq!(code, 1);
    assert!(told.contains("error[H0706]") && told.contains("The night number was wrong."), "{told}");
    let (status, told) = ask(&new);
    assert!(status == 1 && told.starts_with("recalled\n") && told.contains("The night number was wrong."), "{told}");
    // What no manifest knows.
    let (status, told) = ask("CPI-LUNG-ES 9.9 000000");
    assert!(status == 2 && told.contains(&spanish), "{told}");
    // What is no longer made.
    edit(&content.join("recalled.yaml"), "recalled:\n", "recalled: []\n#");
    plan(
        &place,
        "small.yaml",
        "include: [{ therapies: [checkpoint-inhibitors], cancers: [lung], languages: [en], editions: [standard], only: [when-to-call] }]",
    );
    assert_eq!(batch(&small, &out, &own).0, 0);
    assert!(ask(&spanish).1.starts_with("withdrawn\n"));
}
