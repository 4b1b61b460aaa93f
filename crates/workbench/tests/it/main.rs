//! The workbench from outside: a dossier of invented captures, some of them hostile, asked through
//! the real router.

mod adding;
mod crawl;
mod desk;
mod doors;
mod exports;
mod filters;
mod hostile;
mod pages;
mod report;
mod review;
mod sending;
