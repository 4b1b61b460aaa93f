//! The dossier: one SQLite file that holds captures, articles, claims and what they show together.
