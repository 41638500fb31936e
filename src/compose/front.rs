//! The cover and the contents list.

use super::blocks::baseline;
use super::document::{
    Align, Art, Body, BoxBlock, Cell, Chapter, CoverPage, Flex, FrameLine, Keep, Leader, LinkTo, Notice, Piece, Rule,
    RulePlace, SpanContent, TextBlock, TextSpan, TextStyle,
};
use super::text::Composer;
use super::{Artifact, Mark, NodeId, Role, StructTree, Target};
use crate::base::{Point, Pt, Rect, Size, Span};
use crate::content::{Logo, Role as TypeRole};
use crate::tailor::{Contents, Cover, Picture, words};

impl Composer<'_> {
    /// The cover.
    pub fn cover(&mut self, cover: &Cover) -> CoverPage {
        let places = &self.master.clone().cover;
        let roles = &self.edition.roles;
        let m = &self.edition.blocks;
        let span = Span::default();
        let (left, full) = (self.master.left, self.master.full());
        let sect = self.tree.add(StructTree::ROOT, Role::Sect, span);
        let mut texts: Vec<(Pt, TextBlock)> = vec![];
        let mut art = vec![];
        if let Some(clinic) = &cover.clinic {
            let name_style = self.palette.style(&roles.cover_clinic);
            let small = self.palette.style(&roles.foot);
            let mut x = left;
            if let Some(logo) = &clinic.logo {
                let logo = self.logo(logo, Point::new(left, places.logo), places.logo_height);
                x += logo.size.width + m.cover_logo_gap;
                art.push(logo);
            }
            let name_width = full - (x - left) - places.phone_width;
            let node = self.tree.add(sect, Role::P, span);
            let spans = self.plain(node, &clinic.name, &name_style, span);
            texts.push((places.logo, self.block_at(spans, name_style.clone(), x, name_width)));
            for (i, line) in clinic.lines.iter().enumerate() {
                let node = self.tree.add(sect, Role::P, span);
                let spans = self.plain(node, line, &small, span);
                let top = places.logo + name_style.leading + small.leading * i as i32;
                texts.push((top, self.block_at(spans, small.clone(), x, name_width)));
            }
            let node = self.tree.add(sect, Role::P, span);
            let spans = self.rich(node, &clinic.phone_label, &small);
            let beside = places.phone_width > Pt::ZERO;
            let mut label = self.block_at(spans, small.clone(), left, full);
            label.align = if beside { Align::Right } else { Align::Left };
            texts.push((places.phone, label));
            let node = self.tree.add(sect, Role::P, span);
            let number_style = TextStyle { tabular: true, ..name_style };
            let spans = self.phone(node, &clinic.phone, &number_style, span);
            // Below its label at the right of the name, or on one line with it below the name.
            let top = if beside {
                places.phone + self.edition.leading
            } else {
                places.phone + baseline(&small) - baseline(&number_style)
            };
            let mut number = self.block_at(spans, number_style, left, full);
            number.align = Align::Right;
            texts.push((top, number));
        }
        let kicker_style = self.palette.style(&roles.cover_kicker);
        let mut kicker = self.paragraph(sect, Role::P, &cover.kicker, &kicker_style);
        (kicker.x, kicker.width) = (left, full);
        texts.push((places.kicker, kicker));
        let titles = self.titles(sect, cover);
        let picture = cover.picture.as_ref().map(|p| self.cover_picture(sect, p));
        let lead_style = self.palette.style(&roles.lead);
        let mut lead = self.paragraph(sect, Role::P, &cover.lead, &lead_style);
        (lead.x, lead.width) = (left, places.lead_width);
        texts.push((places.lead, lead));
        let notice = cover.draft.as_ref().or(cover.reviewed.as_ref()).map(|notice| {
            let style = self.palette.style(&roles.body);
            let padding = places.draft_height - style.leading;
            let mut text = self.paragraph(sect, Role::P, notice, &style);
            // Who reviewed it is no warning, and has no frame.
            let inside = if cover.draft.is_some() { m.cover_draft_text } else { Pt::ZERO };
            (text.x, text.width) = (left + inside, full - inside * 2);
            let (line, on, off) = m.draft_frame;
            let frame = FrameLine { x: left, width: full, line, color: self.palette.0.ink, dash: vec![on, off] };
            let frame = cover.draft.is_some().then_some(frame);
            Notice { text, frame, bottom: places.draft + places.draft_height, padding }
        });
        CoverPage {
            texts,
            titles,
            title_lines: 3,
            title_lines_usual: 2,
            picture,
            art,
            bars: vec![(Rect::new(left, places.bar, full, places.bar_height), self.palette.0.brand)],
            notice,
            // The back of a folded sheet has the code and the dates.
            foot: if self.master.panels.is_some() { vec![] } else { self.cover_foot(cover) },
        }
    }

    /// The title in three sizes. They share their nodes: only one of them is printed.
    fn titles(&mut self, sect: NodeId, cover: &Cover) -> Vec<Vec<TextBlock>> {
        let roles = &self.edition.roles;
        let (left, full) = (self.master.left, self.master.full());
        let node = self.tree.add(sect, Role::Heading(1), Span::default());
        self.tree.get_mut(node).bookmark = Some(self.brochure.title.clone());
        let sizes: [(&TypeRole, &TypeRole); 3] = [
            (&roles.cover_title, &roles.cover_second),
            (&roles.cover_title_small, &roles.cover_second_small),
            (&roles.cover_title_smallest, &roles.cover_second_smallest),
        ];
        let (first, second) = (self.palette.style(sizes[0].0), self.palette.style(sizes[0].1));
        // A space closes the first line, so that the two lines read as one title.
        let mut title = cover.title.clone();
        if let Some(last) = title.last_mut() {
            last.text.push(' ');
        }
        let lines = [(self.rich(node, &title, &first), 0), (self.rich(node, &cover.second, &second), 1)];
        sizes
            .iter()
            .map(|(a, b)| {
                lines
                    .iter()
                    .map(|(spans, which)| {
                        let style = self.palette.style(if *which == 0 { a } else { b });
                        self.block_at(spans.clone(), style, left, full)
                    })
                    .collect()
            })
            .collect()
    }

    /// A logo of a height; at most three times as wide as high, else it is made lower.
    fn logo(&self, logo: &Logo, at: Point, height: Pt) -> Art {
        let (view, shapes, raster) = match logo {
            Logo::Drawing(drawing) => (drawing.view, self.palette.shapes(drawing), None),
            Logo::Raster(raster) => {
                // Sides of a logo are a few thousand pixels at most.
                let side = |pixels: u32| Pt(pixels as i32);
                let view = Size::new(side(raster.width()), side(raster.height()));
                let raster = if self.palette.0.gray { raster.to_gray() } else { raster.clone() };
                (view, std::sync::Arc::new(vec![]), Some(raster))
            }
        };
        let (across, down) = (i64::from(view.width.0), i64::from(view.height.0));
        let width = height.scale(across, down).min(height * 3);
        let size = Size::new(width, width.scale(down, across));
        let at = at + Point::new(Pt::ZERO, (height - size.height) / 2);
        Art { at, size, view, shapes, raster, crop: false, mark: Mark::Artifact(Artifact::Layout), link: None }
    }

    fn cover_picture(&mut self, sect: NodeId, picture: &Picture) -> Art {
        let places = &self.master.clone().cover;
        let node = self.tree.add(sect, Role::Figure, Span::default());
        self.tree.get_mut(node).alt = Some(picture.alt.clone());
        let leaf = self.tree.add(node, Role::Text, Span::default());
        Art {
            at: Point::new(self.master.left, places.art),
            size: Size::new(self.master.full(), places.art_height),
            view: picture.drawing.view,
            shapes: self.palette.shapes(&picture.drawing),
            raster: None,
            crop: true,
            mark: Mark::Content(leaf),
            link: None,
        }
    }

    fn cover_foot(&self, cover: &Cover) -> Vec<(Pt, TextBlock)> {
        let style = self.palette.style(&self.edition.roles.foot);
        let words_at = |text: &str, bold: bool, x: Pt, width: Pt, align: Align| TextBlock {
            spans: vec![TextSpan {
                content: SpanContent::Words(text.to_owned()),
                style: if bold { style.style.bolder() } else { style.style },
                lang: self.brochure.lang.clone(),
                mark: Mark::Artifact(Artifact::Footer),
                link: None,
                span: Span::default(),
            }],
            align,
            ..self.block_at(vec![], style.clone(), x, width)
        };
        let (left, full, main) = (self.master.left, self.master.full(), self.master.main());
        let version = |width| words_at(&cover.version, true, left, width, Align::Left);
        let code = words_at(&self.brochure.code, false, left, full, Align::Right);
        match self.master.cover.dates {
            None => {
                let dates = words_at(&cover.dates, false, main, self.master.measure, Align::Left);
                let foot = self.master.foot;
                vec![(foot, version(self.master.side + self.master.gap)), (foot, dates), (foot, code)]
            }
            Some(top) => {
                let dates = words_at(&cover.dates, false, left, full, Align::Left);
                vec![(top, dates), (self.master.foot, version(full)), (self.master.foot, code)]
            }
        }
    }

    /// The contents list; `openings` are the heads of the parts, in order.
    pub fn contents(
        &mut self,
        contents: &Contents,
        sect: NodeId,
        heading: NodeId,
        openings: &[NodeId],
        help: Option<NodeId>,
    ) -> Chapter {
        let roles = &self.edition.roles;
        let m = &self.edition.blocks;
        let span = Span::default();
        let mut pieces = vec![];
        let h1 = self.palette.style(&roles.h1);
        let title = self.rich(heading, &contents.title, &h1);
        let mut title = self.block(title, h1);
        title.balance = true;
        pieces.push(self.piece(Body::Text(title), roles.h1.before, roles.h1.after, Keep::Heading, span));
        if let Some(target) = help {
            pieces.push(self.help(contents, sect, target));
        }
        let toc = self.tree.add(sect, Role::Toc, span);
        let entry_style = self.palette.style(&roles.contents_title);
        let number_style = self.palette.style(&roles.contents_number);
        let body = self.palette.style(&roles.body);
        let parts: Vec<_> = self.brochure.parts.iter().zip(openings.iter().copied()).collect();
        for (part, opening) in parts {
            let item = self.tree.add(toc, Role::Toci, span);
            let mut cells = vec![];
            let number = part.number.map(|number| {
                let label = self.tree.add(item, Role::Lbl, span);
                let spans = self.plain(label, &number.to_string(), &number_style, span);
                let has_side = self.master.has_side();
                let width = if has_side { self.master.side } else { m.contents_text };
                let mut block = self.block_at(spans, number_style.clone(), self.master.left, width);
                block.align = if has_side { Align::Right } else { Align::Left };
                Cell { stack: vec![(Pt::ZERO, block)], top: Pt::ZERO, shares_baseline: true }
            });
            let reference = self.tree.add(item, Role::Reference, span);
            let link_node = self.tree.add(reference, Role::Link, span);
            let link = LinkTo { target: Target::Node(opening), contents: words(&part.title) };
            // The space keeps title and page number apart for who listens or copies; the leader keeps them apart on paper.
            let mut spans = self.plain(link_node, &format!("{} ", words(&part.title)), &entry_style, span);
            let leaf = self.tree.add(link_node, Role::Text, span);
            spans.push(TextSpan {
                content: SpanContent::PageAtEnd { of: opening, before: String::new(), after: String::new() },
                style: entry_style.style,
                lang: self.lang(),
                mark: Mark::Content(leaf),
                link: None,
                span,
            });
            for piece in &mut spans {
                piece.link = Some(link.clone());
            }
            let mut entry = self.block(spans, entry_style.clone());
            entry.leader =
                Some(Leader { dot: m.leader_dot, pitch: m.leader_pitch, clear: m.leader_clear, rise: m.leader_rise });
            let mut stack = vec![(Pt::ZERO, entry)];
            if let Some(summary) = part.summary.as_ref().filter(|_| m.contents_summary) {
                stack.push((Pt::ZERO, self.paragraph(item, Role::P, summary, &body)));
            }
            if !self.master.has_side() {
                for (_, block) in &mut stack {
                    (block.x, block.width) = (self.master.left + m.contents_text, self.master.full() - m.contents_text);
                }
            }
            cells.push(Cell { stack, ..Cell::default() });
            cells.extend(number);
            let block = BoxBlock { cells, ..BoxBlock::default() };
            let mut piece =
                self.piece(Body::Box(Box::new(block)), crate::content::Steps(0), m.contents_gap, Keep::Whole, span);
            if part.number.is_none() {
                // One line each, and close together: they close the list.
                piece.after = piece.after / 2;
            }
            piece.flex = Flex::Gap(self.edition.h());
            pieces.push(piece);
        }
        Chapter { one_page: true, ..Chapter::new(self.master.clone(), pieces) }
    }

    /// The urgent callout of the contents: where to find "when to call".
    fn help(&mut self, contents: &Contents, sect: NodeId, target: NodeId) -> Piece {
        let m = &self.edition.blocks;
        let roles = &self.edition.roles;
        let span = Span::default();
        let (bold, body) = (self.palette.style(&roles.h4), self.palette.style(&roles.body));
        let node = self.tree.add(sect, Role::Aside, span);
        let side = self.side_label(node, &contents.help_label, m.callout_label, false);
        let p = self.tree.add(node, Role::P, span);
        let link_node = self.tree.add(p, Role::Link, span);
        let leaf = self.tree.add(link_node, Role::Text, span);
        let words_of = format!("{}{}", contents.help.0, contents.help.1.trim());
        let link = LinkTo { target: Target::Node(target), contents: words_of };
        let part = |content: SpanContent| TextSpan {
            content,
            style: bold.style,
            lang: self.brochure.lang.clone(),
            mark: Mark::Content(leaf),
            link: Some(link.clone()),
            span,
        };
        let spans = vec![
            part(SpanContent::Words(contents.help.0.clone())),
            part(SpanContent::Page(target)),
            part(SpanContent::Words(contents.help.1.clone())),
        ];
        let mut stack = vec![(Pt::ZERO, self.block(spans, bold.clone()))];
        if let Some(phone) = &contents.phone {
            let block = self.paragraph(node, Role::P, phone, &TextStyle { tabular: true, ..body });
            stack.push((self.h(roles.body.after), block));
        }
        let padding = self.h(m.callout_padding);
        let block = BoxBlock {
            cells: self.labelled(side, stack),
            above: padding,
            below: padding,
            rules: vec![
                Rule { ..self.full_rule(m.urgent_rule, RulePlace::Top) },
                self.full_rule(m.callout_rule, RulePlace::Bottom),
            ],
            art: self.icon(
                "icon-warning",
                self.master.left,
                self.icon_top(padding, bold.leading, m.callout_icon),
                m.callout_icon,
            ),
            ..BoxBlock::default()
        };
        self.piece(Body::Box(Box::new(block)), m.frame_space, m.frame_space, Keep::Whole, span)
    }
}
