//! What `check.yaml` makes of findings: other severities, and findings that are right as they are.

use super::rules::{RULES, rule};
use crate::base::{Code, Diagnostic, Diagnostics, Severity, Sources, suggest};
use crate::content::{Allowed, Library, RuleSeverity};

/// Applies `check.yaml` to findings, and reports what in it names nothing. Faults of the content that would break a
/// brochure cannot be turned down.
pub fn settle(library: &Library, sources: &Sources, findings: Diagnostics) -> Diagnostics {
    let Some(settings) = &library.check else { return findings };
    let mut used = vec![false; settings.allow.len()];
    let mut kept = vec![];
    for mut finding in findings.0 {
        let rule = rule(finding.code);
        if !rule.settable {
            kept.push(finding);
            continue;
        }
        let allowed: Vec<usize> = (0..settings.allow.len())
            .filter(|&i| {
                settings.allow[i].rule.value == rule.name && covers(library, sources, &settings.allow[i], &finding)
            })
            .collect();
        if !allowed.is_empty() {
            allowed.into_iter().for_each(|i| used[i] = true);
            continue;
        }
        match settings.rules.get(rule.name).and_then(|set| set.severity) {
            None => {}
            Some(RuleSeverity::Off) => continue,
            Some(RuleSeverity::Note) => finding.severity = Severity::Note,
            Some(RuleSeverity::Warning) => finding.severity = Severity::Warning,
            Some(RuleSeverity::Error) => finding.severity = Severity::Error,
        }
        kept.push(finding);
    }
    let names: Vec<&str> = RULES.iter().filter(|rule| rule.settable).map(|rule| rule.name).collect();
    let known = |name: &str, span, kept: &mut Vec<Diagnostic>| {
        if names.contains(&name) {
            return;
        }
        let problem =
            Diagnostic::error(Code::DanglingReference, format!("there is no rule `{name}` that can be set")).at(span);
        kept.push(problem.hint(match suggest(name, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`handout check --explain` lists the rules".to_owned(),
        }));
    };
    for (id, _) in settings.rules.iter() {
        known(id.as_str(), id.span, &mut kept);
    }
    for (allowed, used) in settings.allow.iter().zip(used) {
        known(&allowed.rule.value, allowed.rule.span, &mut kept);
        if allowed.reason.trim().is_empty() {
            kept.push(
                Diagnostic::error(Code::BadValue, "this finding is allowed without a reason")
                    .at(allowed.rule.span)
                    .hint("write why it is right"),
            );
        }
        if !used && names.contains(&allowed.rule.value.as_str()) {
            kept.push(
                Diagnostic::warning(Code::Unused, "nothing is found here that would have to be allowed")
                    .at(allowed.file.span)
                    .hint("remove the entry"),
            );
        }
    }
    Diagnostics(kept)
}

/// Whether a finding is one that an entry allows.
fn covers(library: &Library, sources: &Sources, allowed: &Allowed, finding: &Diagnostic) -> bool {
    let Some(span) = finding.span else { return false };
    let path = sources.path(span.file);
    let same_file = match allowed.file.value.strip_prefix("*/") {
        Some(rest) => path.split_once('/').is_some_and(|(_, own)| own == rest),
        None => path == allowed.file.value,
    };
    let in_block = |name: &str| {
        library.units(span.file).iter().any(|unit| {
            let inside = unit.name == name || unit.name.starts_with(&format!("{name}."));
            inside && unit.covers(span)
        })
    };
    same_file && allowed.block.as_ref().is_none_or(|block| in_block(&block.value))
}
