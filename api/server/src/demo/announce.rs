//! What `--demo` prints: where the town is, one set of credentials a role, and four commands to paste.

use std::{
    io::{self, Write},
    path::Path,
};

use super::{
    content::{MEMBERS, Member, OPERATOR},
    credentials::{Credentials, Login},
};

/// The roles that are printed; the file has every client.
const SHOWN: &[&str] = &["operator", "partner", "municipality", "app_publisher", "partner_test"];

/// Prints it.
pub fn print(credentials: &Credentials, file: &Path, out: &mut dyn Write) -> io::Result<()> {
    let url = &credentials.url;
    writeln!(
        out,
        "\nA fictional town, Montrelais with Valbrune: 5 neighbourhoods, 900 households, 12 field workers, 6 partners, and\n\
         eighteen months of visits, needs and referrals until yesterday.\n\
         \n  API            {url}/v1\
         \n  Documentation  {url}/docs/  (Authorize takes any of these credentials)\n"
    )?;
    writeln!(out, "  {:<15}{:<22}{:<38}client_secret", "role", "organisation", "client_id")?;
    for (member, login) in shown(credentials) {
        let (name, organisation) = (member.name, member.organisation);
        writeln!(
            out,
            "  {name:<15}{organisation:<22}{:<38}{}",
            login.client_id.to_string(),
            login.client_secret
        )?;
    }
    writeln!(out, "\n  These and more are in {}.\n", file.display())?;
    match credentials.logins.get("partner") {
        Some(partner) => writeln!(out, "{}", commands(url, partner)),
        None => Ok(()),
    }
}

fn shown(credentials: &Credentials) -> impl Iterator<Item = (&'static Member, &Login)> {
    const OF_OPERATOR: &Member = &OPERATOR;
    let members = || MEMBERS.iter().chain([OF_OPERATOR]);
    SHOWN.iter().filter_map(move |name| {
        let member = members().find(|member| member.name == *name)?;
        Some((member, credentials.logins.get(*name)?))
    })
}

/// A token, two lists, a create: each works as it stands, with nothing but a shell, curl and sed.
fn commands(url: &str, partner: &Login) -> String {
    let Login { client_id, client_secret } = partner;
    format!(
        r#"Paste into another terminal, one after the other (as the partner):

# 1. An access token, good for 15 minutes
TOKEN=$(curl -sS -u {client_id}:{client_secret} -d grant_type=client_credentials {url}/oauth/token | sed 's/.*"access_token": *"\([^"]*\)".*/\1/')

# 2. The partner's running campaigns
curl -sS -w '\n' -H "Authorization: Bearer $TOKEN" '{url}/v1/campaigns?status=running'

# 3. The cases that wait for the partner's answer
curl -sS -w '\n' -H "Authorization: Bearer $TOKEN" '{url}/v1/referrals?waiting_on=partner'

# 4. A new campaign, as a draft; pasted again, it is still one campaign: the key is the same
curl -sS -i -w '\n' {url}/v1/campaigns -H "Authorization: Bearer $TOKEN" -H 'Idempotency-Key: my-first-campaign' -H 'Content-Type: application/json' -d '{{"title": "My first campaign", "information_kind": "advice", "neighbourhood_codes": ["QN09901N"], "target_doors": 100, "starts_on": "2027-01-04", "ends_on": "2027-03-26"}}'
"#
    )
}
