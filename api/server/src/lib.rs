//! The server of Palier: configuration, keys, HTTP, use cases, jobs and command line.

pub mod app;
pub mod auth;
pub mod cli;
pub mod commands;
pub mod config;
pub mod demo;
pub mod http;
pub mod import;
pub mod jobs;
pub mod keys;
pub mod outside;
pub mod server;
pub mod service;
pub mod signals;
pub mod telemetry;
pub mod tls;
pub mod webhooks;
