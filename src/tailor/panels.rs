//! The panels of a folded sheet: which sections, and which of their blocks, stand on which panel.

use super::brochure::{
    AlertCard, Block, CardFront, CardLevel, CardNumber, CardStaff, Item, Number, Panel, PanelBody, PanelSection,
    Section,
};
use super::explain::Kind;
use super::fill::{Filler, bare};
use super::pairs::pair_state;
use super::variant::Variant;
use crate::base::{Code, Diagnostic, Diagnostics, Id, Spanned};
use crate::content::{self, LevelKind, PanelKind};

impl Filler<'_> {
    /// The panels that this reader gets, in the order of reading; none where the edition has pages.
    pub fn panels(&mut self) -> Result<Vec<Panel>, Diagnostics> {
        let library = self.library;
        let Some(plan) = library.guide.panels.get(self.variant.layout.as_str()) else { return Ok(vec![]) };
        let mut panels = vec![];
        for (id, panel) in plan.iter() {
            self.decide(id, Kind::Part, true, |_| String::new());
            self.enter(&id.value);
            let body = self.panel(panel);
            self.leave();
            panels.push(Panel { id: id.value.clone(), span: id.span, body: body? });
        }
        Ok(panels)
    }

    fn panel(&mut self, panel: &content::Panel) -> Result<PanelBody, Diagnostics> {
        Ok(match panel.kind {
            PanelKind::Cover => PanelBody::Cover,
            PanelKind::Back => PanelBody::Back,
            PanelKind::Sections => {
                let made = panel.sections.iter().map(|(id, plan)| self.panel_section(id, plan));
                PanelBody::Sections(made.flatten().collect())
            }
            PanelKind::CardFront => {
                let (section, card) = self.alert_card(panel)?;
                let number = self.card_number(false);
                let fields = card.small.map_or(card.fields, |small| small.fields);
                PanelBody::CardFront(CardFront {
                    title: section.title.unwrap_or_default(),
                    text: card.title,
                    fields,
                    clinic: self.variant.clinic.as_ref().map(|choice| self.in_source(&choice.clinic.name)),
                    number,
                })
            }
            PanelKind::CardStaff => {
                let (_, card) = self.alert_card(panel)?;
                let (text, staff) = card.small.map_or((card.text, card.staff), |small| (small.text, small.staff));
                // Whether it is a draft is known when all files used are known.
                PanelBody::CardStaff(CardStaff { title: card.staff_title, text, staff, draft: None })
            }
            PanelKind::CardLevel => self.card_level(panel)?,
        })
    }

    /// The blocks that a panel takes from a section.
    fn panel_section(&mut self, id: &Spanned<Id>, plan: &content::PanelSection) -> Option<PanelSection> {
        let found = self.words.sections.get(&id.value)?;
        let mut section = self.section(id, &found.title, &found.only, &found.blocks, "")?;
        let taken = |item: &Item| plan.blocks.is_empty() || plan.blocks.iter().any(|id| id.value == item.id);
        section.blocks.retain(taken);
        if section.blocks.is_empty() {
            return None;
        }
        let is_foot = |item: &Item| plan.foot.iter().any(|id| id.value == item.id);
        if section.blocks.iter().all(is_foot) {
            // What stands at the foot has a heading or label of its own.
            section.title = None;
        }
        let foot = section.blocks.iter().map(is_foot).collect();
        let priority = section.blocks.iter().map(|item| plan.priority.get(item.id.as_str()).copied()).collect();
        Some(PanelSection { section, foot, priority })
    }

    /// The section of a card, and the reader's card in it.
    fn alert_card(&mut self, panel: &content::Panel) -> Result<(Section, AlertCard), Diagnostics> {
        for (id, plan) in panel.sections.iter() {
            let Some(found) = self.panel_section(id, plan) else { continue };
            let card = found.section.blocks.iter().find_map(|item| match &item.block {
                Block::AlertCard(card) => Some(card.clone()),
                _ => None,
            });
            if let Some(card) = card {
                return Ok((found.section, card));
            }
        }
        let message = "there is no alert card for this reader";
        Err(Diagnostic::error(Code::NoContent, message).hint(self.who_has_a_card(panel)).into())
    }

    /// For whom the sections of a panel have what they cannot do without.
    fn who_has_a_card(&self, panel: &content::Panel) -> String {
        let (library, words) = (self.library, self.words);
        let sections: Vec<_> = panel.sections.ids().filter_map(|id| words.sections.get(id)).collect();
        let mut found = vec![];
        for therapy in library.vocabulary.therapies.ids() {
            let pairs = library
                .vocabulary
                .cancers
                .iter()
                .filter(|(cancer, entry)| entry.parent.is_none() && pair_state(library, therapy, cancer).builds());
            let (mut with, mut all) = (vec![], 0);
            for (cancer, _) in pairs {
                let variant = Variant {
                    therapies: vec![therapy.clone()],
                    cancer: Some(cancer.value.clone()),
                    ..self.variant.clone()
                };
                let filler = Filler::new(library, words, &variant);
                all += 1;
                if sections.iter().any(|section| !filler.lacks_essential(&section.blocks)) {
                    with.push(cancer.as_str());
                }
            }
            if with.len() == all && all > 0 {
                found.push(format!("`{therapy}`"));
            } else if !with.is_empty() {
                found.push(format!("`{therapy}` for {}", with.join(", ")));
            }
        }
        format!("there is one for {}", found.join("; "))
    }

    fn card_level(&mut self, panel: &content::Panel) -> Result<PanelBody, Diagnostics> {
        // The card may have shorter words for the signs.
        let small = self.alert_card(panel)?.1.small;
        for (id, plan) in panel.sections.iter() {
            let Some(found) = self.panel_section(id, plan) else { continue };
            for item in found.section.blocks {
                if let Block::Level { kind, title, when, mut items, .. } = item.block {
                    let own = small.as_ref().and_then(|small| match kind {
                        LevelKind::Emergency => Some(&small.signs[0]),
                        LevelKind::Now => Some(&small.signs[1]),
                        LevelKind::Office => None,
                    });
                    if let Some(own) = own.filter(|own| !own.is_empty()) {
                        items.clone_from(own);
                    }
                    let number = match kind {
                        LevelKind::Emergency => None,
                        LevelKind::Now => Some(self.card_number(false)),
                        LevelKind::Office => Some(self.card_number(true)),
                    };
                    let first = small.as_ref().and_then(|small| small.first.clone());
                    let when = number.is_none().then(|| first.unwrap_or(when));
                    return Ok(PanelBody::CardLevel(CardLevel { kind, title, items, when, number }));
                }
            }
        }
        Err(Diagnostic::error(Code::NoContent, "the sections of this panel have no level for this reader")
            .hint("name a section with a level, and its block")
            .into())
    }

    fn card_number(&self, office: bool) -> CardNumber {
        let strings = &self.words.strings.contacts;
        let label = if office { &strings.office } else { &strings.day_and_night };
        let number = match self.clinic_number(office) {
            // One label is enough: that of the line says when the number answers.
            Number::Blank(_) => Number::Blank(self.blank(label)),
            known => known,
        };
        CardNumber { label: bare(label), number }
    }
}
