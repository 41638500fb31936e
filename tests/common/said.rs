//! What a brochure must say, word by word, worked out from its content alone.

use handout::base::Lang;
use handout::content::{CalloutKind, PartKind};
use handout::tailor::{
    Back, Block, Brochure, CardNumber, Contact, Contents, Cover, Diary, DrugTable, Number, PanelBody, Phone, Rich,
    Table, WriteLine, link_to, words,
};

/// Stands in a word for a page number, which content does not know.
pub const NUMBER: char = '#';

/// What a reader must come by, in order.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Words that are heard.
    pub words: Vec<String>,
    /// Words that stand on paper: the same, but where other words (or none) are printed than read.
    pub paper: Vec<String>,
    /// Numbers of parts, as printed and as read.
    pub numbers: Vec<(String, String)>,
    /// Descriptions of pictures.
    pub alts: Vec<String>,
    /// Language and text of stretches in another language.
    pub foreign: Vec<(String, String)>,
    /// Kind of labels and number of items of each list.
    pub lists: Vec<(&'static str, usize)>,
    /// Column heads, row heads and cells of each table.
    pub tables: Vec<(usize, usize, usize)>,
    /// Where links lead outside.
    pub uris: Vec<String>,
}

/// The words of a text; parts of words that only help to break lines are no letters.
pub fn split(text: &str) -> Vec<String> {
    let text: String = text.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{2060}' | '\u{200b}')).collect();
    text.split_whitespace().map(str::to_owned).collect()
}

/// How a table stands in an edition.
enum Form {
    Table,
    /// One labelled paragraph after the other.
    Stacked,
}

impl Said {
    /// Everything that a brochure must say.
    pub fn of(brochure: &Brochure) -> Said {
        let mut said = Said::default();
        let edition = brochure.edition.as_str();
        let one_column = edition != "standard";
        if let Some(front) = &brochure.front {
            said.cover(&front.cover);
            front.contents.iter().for_each(|contents| said.contents(contents, brochure));
        }
        brochure.masthead.iter().for_each(|line| said.rich(line));
        for part in &brochure.parts {
            if let Some(number) = part.number.filter(|_| part.kind != PartKind::WhenToCall) {
                let printed = match one_column {
                    true => part.spoken_number.trim_end_matches(':').to_owned(),
                    false => number.to_string(),
                };
                said.replace(&printed, &part.spoken_number);
                said.numbers.push((printed, part.spoken_number.clone()));
            }
            said.rich(&part.title);
            part.lead.iter().for_each(|lead| said.rich(lead));
            part.key.iter().for_each(|(label, text)| said.both(label, text));
            for section in &part.sections {
                section.title.iter().for_each(|title| said.rich(title));
                section.blocks.iter().for_each(|item| said.block_in(&item.block, edition));
            }
        }
        for panel in &brochure.panels {
            said.panel(&panel.body, brochure);
        }
        if brochure.panels.is_empty() {
            brochure.back.iter().for_each(|back| said.back(back));
        }
        said
    }

    /// What a panel says; the cover has been said.
    fn panel(&mut self, body: &PanelBody, brochure: &Brochure) {
        match body {
            PanelBody::Cover => {}
            PanelBody::Back => brochure.back.iter().for_each(|back| self.back(back)),
            PanelBody::Sections(sections) => {
                for part in sections {
                    part.section.title.iter().for_each(|title| self.rich(title));
                    part.section.blocks.iter().for_each(|item| self.block_in(&item.block, brochure.edition.as_str()));
                }
            }
            PanelBody::CardFront(front) => {
                self.both(&front.title, &front.text);
                front.fields.iter().flatten().for_each(|line| self.line(line));
                front.clinic.iter().for_each(|clinic| self.rich(clinic));
                self.card_number(&front.number);
            }
            PanelBody::CardLevel(level) => {
                self.rich(&level.title);
                self.bullets(&level.items);
                level.when.iter().for_each(|when| self.rich(when));
                level.number.iter().for_each(|number| self.card_number(number));
            }
            PanelBody::CardStaff(staff) => {
                self.both(&staff.title, &staff.text);
                self.bullets(&staff.staff);
                staff.draft.iter().for_each(|draft| self.rich(draft));
            }
        }
    }

    fn card_number(&mut self, foot: &CardNumber) {
        match &foot.number {
            Number::None => {}
            Number::Phone(phone) => {
                self.rich(&foot.label);
                self.phone(phone);
            }
            Number::Blank(line) => self.line(line),
        }
    }

    pub fn text(&mut self, text: &str) {
        self.words.extend(split(text));
        self.paper.extend(split(text));
    }

    fn replace(&mut self, ink: &str, read: &str) {
        self.words.extend(split(read));
        self.paper.extend(split(ink));
    }

    fn rich(&mut self, rich: &Rich) {
        self.text(&words(rich));
        let mut open: Option<&str> = None;
        for stretch in rich.iter().filter(|s| !s.text.is_empty()) {
            if let Some(lang) = &stretch.lang {
                self.foreign.push((Lang::tag(lang).to_owned(), split(&stretch.text).join(" ")));
            }
            // Neighboring stretches of one address are one link.
            if let Some(uri) = stretch.uri.as_deref().filter(|uri| open != Some(uri)) {
                self.uris.push(uri.to_owned());
            }
            open = stretch.uri.as_deref();
        }
    }

    fn both(&mut self, one: &Rich, other: &Rich) {
        self.rich(one);
        self.rich(other);
    }

    fn phone(&mut self, phone: &Phone) {
        self.text(&phone.shown);
        self.uris.push(phone.uri.clone());
    }

    fn line(&mut self, line: &WriteLine) {
        self.replace(&words(&line.label), &line.spoken);
    }

    fn cover(&mut self, cover: &Cover) {
        if let Some(clinic) = &cover.clinic {
            self.text(&clinic.name);
            clinic.lines.iter().for_each(|line| self.text(line));
            self.rich(&clinic.phone_label);
            self.phone(&clinic.phone);
        }
        [&cover.kicker, &cover.title, &cover.second].into_iter().for_each(|text| self.rich(text));
        self.alts.extend(cover.picture.iter().map(|p| p.alt.clone()));
        self.rich(&cover.lead);
        cover.draft.iter().for_each(|notice| self.rich(notice));
    }

    fn contents(&mut self, contents: &Contents, brochure: &Brochure) {
        self.rich(&contents.title);
        if brochure.parts.iter().any(|p| p.kind == PartKind::WhenToCall) {
            self.rich(&contents.help_label);
            self.text(&format!("{}{NUMBER}{}", contents.help.0, contents.help.1));
            contents.phone.iter().for_each(|phone| self.rich(phone));
        }
        for part in &brochure.parts {
            part.number.iter().for_each(|number| self.text(&number.to_string()));
            self.text(&words(&part.title));
            self.text(&NUMBER.to_string());
            part.summary.iter().for_each(|summary| self.rich(summary));
        }
    }

    fn back(&mut self, back: &Back) {
        self.rich(&back.title);
        self.contacts(&back.contacts);
        if let Some(code) = &back.code {
            self.alts.push(code.alt.clone());
            self.uris.push(code.url.clone());
            self.both(&code.title, &code.text);
            self.rich(&link_to(&code.url));
        }
        self.both(&back.formats.0, &back.formats.1);
        back.formats.2.iter().for_each(|line| self.rich(line));
        self.rich(&back.about.0);
        back.about.1.iter().for_each(|line| self.rich(line));
    }

    fn contacts(&mut self, rows: &[Contact]) {
        self.lists.push(("None", rows.len()));
        for row in rows {
            self.rich(&row.label);
            match &row.number {
                Number::None => {}
                Number::Phone(phone) => self.phone(phone),
                Number::Blank(line) => self.line(line),
            }
            row.lines.iter().for_each(|line| self.rich(line));
        }
    }

    fn bullets(&mut self, items: &[Rich]) {
        self.lists.push(("Disc", items.len()));
        for item in items {
            self.replace("", "•");
            self.rich(item);
        }
    }

    /// A table whose rows are sections: the heads of its columns stand in each, and its corner nowhere.
    fn stacked(&mut self, table: &Table) {
        for (head, cells) in &table.rows {
            self.rich(head);
            for ((title, note), cell) in table.columns.iter().zip(cells) {
                match note {
                    Some(note) => {
                        self.text(&format!("{}: {}", words(title), words(note)));
                    }
                    None => self.rich(title),
                }
                cell.iter().for_each(|text| self.rich(text));
            }
        }
        table.note.iter().for_each(|note| self.rich(note));
    }

    /// Drugs as a list to tick: the heads stand before what is said of each.
    fn drug_list(&mut self, drugs: &DrugTable) {
        self.lists.push(("Square", drugs.rows.len()));
        for row in &drugs.rows {
            self.replace("", &drugs.check_box);
            [Some(&row.generic), Some(&row.brand), row.class.as_ref()].into_iter().flatten().for_each(|t| self.rich(t));
            for (head, text) in drugs.heads[2..].iter().zip([&row.route, &row.kind, &row.target]) {
                self.text(&format!("{}:", words(head)));
                self.rich(text);
            }
        }
        self.rich(&drugs.note);
    }

    /// One day of a diary as lines to write on.
    fn day(&mut self, diary: &Diary) {
        let mut labels = vec![words(&diary.date)];
        labels.extend(diary.rows.iter().map(|(head, hint)| match hint {
            Some(hint) => format!("{}. {}", words(head), words(hint)),
            None => words(head),
        }));
        for label in labels {
            let spoken = diary.week.spoken.replace(&words(&diary.week.label), &label);
            self.replace(&label, &spoken);
        }
    }

    /// A block in an edition.
    pub fn block_in(&mut self, block: &Block, edition: &str) {
        let form = |columns: usize| match edition {
            "standard" => Form::Table,
            "booklet" if columns <= 2 => Form::Table,
            _ if columns <= 1 => Form::Table,
            _ => Form::Stacked,
        };
        match block {
            Block::Table(table) => match form(table.columns.len()) {
                Form::Table => self.table(table),
                Form::Stacked => self.stacked(table),
            },
            Block::Drugs(drugs) if edition != "standard" => self.drug_list(drugs),
            Block::Diary(diary) if edition != "standard" => self.day(diary),
            other => self.block(other),
        }
    }

    fn table(&mut self, table: &Table) {
        let (columns, rows) = (table.columns.len(), table.rows.len());
        // An empty corner is a cell, not a head.
        let corner = usize::from(table.corner.is_some());
        self.tables.push((columns + corner, rows, columns * rows + 1 - corner));
        table.corner.iter().for_each(|corner| self.rich(corner));
        for (title, note) in &table.columns {
            self.rich(title);
            note.iter().for_each(|note| self.rich(note));
        }
        for (head, cells) in &table.rows {
            self.rich(head);
            cells.iter().flatten().for_each(|text| self.rich(text));
        }
        table.note.iter().for_each(|note| self.rich(note));
    }

    pub fn block(&mut self, block: &Block) {
        match block {
            Block::Para(text) | Block::Heading(_, text) => self.rich(text),
            Block::Bullets(items) => self.bullets(items),
            Block::Steps(steps) => {
                self.lists.push(("Decimal", steps.len()));
                for (i, (title, text)) in steps.iter().enumerate() {
                    self.text(&(i + 1).to_string());
                    self.rich(title);
                    text.iter().for_each(|text| self.rich(text));
                }
            }
            Block::Checklist(spoken, items) => {
                self.lists.push(("Square", items.len()));
                for item in items {
                    self.replace("", spoken);
                    self.rich(item);
                }
            }
            Block::Table(table) => self.table(table),
            Block::Row(head, texts) => {
                self.rich(head);
                texts.iter().for_each(|text| self.rich(text));
            }
            Block::Callout { kind: CalloutKind::Urgent | CalloutKind::Note | CalloutKind::Tip, label, title, text } => {
                self.both(label, title);
                text.iter().for_each(|text| self.rich(text));
            }
            Block::Key(label, text) | Block::SayFirst(label, text) => self.both(label, text),
            Block::Qa(list) => list.iter().for_each(|(q, a)| self.both(q, a)),
            Block::Definitions(entries) => {
                self.lists.push(("None", entries.len()));
                for entry in entries {
                    self.both(&entry.term, &entry.text);
                    if let Some((_, before, after)) = &entry.page {
                        self.text(&format!("{before}{NUMBER}{after}"));
                    }
                }
            }
            Block::Figure(figure) => {
                self.alts.push(figure.picture.alt.clone());
                self.text(&figure.label);
                self.rich(&figure.caption);
                if !figure.labels.is_empty() {
                    self.lists.push(("None", figure.labels.len()));
                }
                figure.labels.iter().for_each(|label| self.rich(&label.text));
            }
            Block::WriteIn(rows) => rows.iter().flatten().for_each(|line| self.line(line)),
            // Plain lines are furniture.
            Block::Lines(_) => {}
            Block::Diary(diary) => {
                let (days, rows) = (diary.days.len(), diary.rows.len() + 1);
                // The corner, where the week is written, is a cell too.
                self.tables.push((days, rows, days * rows + 1));
                self.line(&diary.week);
                diary.days.iter().for_each(|day| self.rich(day));
                self.rich(&diary.date);
                for (head, hint) in &diary.rows {
                    self.rich(head);
                    hint.iter().for_each(|hint| self.rich(hint));
                }
            }
            Block::AlertCard(card) => {
                self.both(&card.title, &card.text);
                card.fields.iter().flatten().for_each(|line| self.line(line));
                self.rich(&card.staff_title);
                self.bullets(&card.staff);
            }
            Block::Contacts(rows) => self.contacts(rows),
            Block::Drugs(drugs) => {
                // The box to tick stands in a cell; the name is the head of its row.
                self.tables.push((5, drugs.rows.len(), 4 * drugs.rows.len()));
                drugs.heads.iter().for_each(|head| self.rich(head));
                for row in &drugs.rows {
                    self.replace("", &drugs.check_box);
                    let names = [Some(&row.generic), Some(&row.brand), row.class.as_ref()];
                    for text in names.into_iter().flatten().chain([&row.route, &row.kind, &row.target]) {
                        self.rich(text);
                    }
                }
                self.rich(&drugs.note);
            }
            Block::Level { title, number, when, items, .. } => {
                let mut heading = words(title);
                if matches!(number, Number::Phone(_)) {
                    heading.push(':');
                }
                self.text(&heading);
                match number {
                    Number::None => {}
                    Number::Phone(phone) => self.phone(phone),
                    Number::Blank(line) => self.line(line),
                }
                self.rich(when);
                self.bullets(items);
            }
        }
    }
}

/// Whether a word is the one that was wanted; a page number may be any.
pub fn same(wanted: &str, found: &str) -> bool {
    if wanted == found {
        return true;
    }
    let Some((before, after)) = wanted.split_once(NUMBER) else { return false };
    let middle = found.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
    middle.is_some_and(|m| !m.is_empty() && m.bytes().all(|b| b.is_ascii_digit()))
}

/// Compares words in order.
///
/// # Errors
/// The first place where they differ, with what stands around it.
pub fn compare(wanted: &[String], found: &[String]) -> Result<(), String> {
    let at = wanted.iter().zip(found).take_while(|(w, f)| same(w, f)).count();
    if at == wanted.len() && at == found.len() {
        return Ok(());
    }
    let around = |words: &[String]| words[at.saturating_sub(6).min(words.len())..(at + 6).min(words.len())].join(" ");
    Err(format!(
        "word {at} of {} (found {}): wanted `{}`, found `{}`",
        wanted.len(),
        found.len(),
        around(wanted),
        around(found)
    ))
}
