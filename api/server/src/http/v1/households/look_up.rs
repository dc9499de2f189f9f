//! Finding a household by its door. A door is personal, and addresses of requests are kept by proxies and browsers: so
//! it stands in a body.

use actix_web::{HttpResponse, post, web::Data};
use palier_domain::{code::NeighbourhoodCode, error::Invalid, household::HouseholdDetails};
use palier_store::Recorded;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::wire::HouseholdSummary;
use crate::{
    app::App,
    http::{
        extract::{Authorized, Body, Write, scopes},
        problem::Problem,
        run,
        v1::codes,
    },
    service::{ServiceError, households, once::Reply},
};

/// A door.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "neighbourhood_code": "QN09901N", "building": "B", "stairwell": "2", "floor": 4, "door_label": "porte gauche",
}))]
pub struct HouseholdLookUpInput {
    /// The neighbourhood in which it lies.
    #[schema(value_type = codes::NeighbourhoodCode)]
    pub neighbourhood_code: String,
    /// The building, if it was entered with one.
    #[schema(min_length = 1, max_length = 60)]
    pub building: Option<String>,
    /// The stairwell, if it was entered with one.
    #[schema(min_length = 1, max_length = 60)]
    pub stairwell: Option<String>,
    /// The floor, if it was entered with one.
    #[schema(minimum = -9, maximum = 99)]
    pub floor: Option<i32>,
    /// What tells the door from others of its floor.
    #[schema(min_length = 1, max_length = 60)]
    pub door_label: String,
}

impl TryFrom<HouseholdLookUpInput> for HouseholdDetails {
    type Error = Invalid;

    fn try_from(input: HouseholdLookUpInput) -> Result<Self, Invalid> {
        let code = NeighbourhoodCode::new(input.neighbourhood_code).map_err(|wrong| {
            let mut invalid = Invalid::default();
            invalid.absorb("/neighbourhood_code", wrong);
            invalid
        })?;
        Ok(Self {
            building: input.building,
            stairwell: input.stairwell,
            floor: input.floor,
            door_label: Some(input.door_label),
            ..Self::new(code)
        })
    }
}

/// The households behind a door.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({"items": [{
    "id": "019ab0f2-6b1e-7c40-9d5e-555555555555", "neighbourhood_code": "QN09901N", "building": "B", "stairwell": "2",
    "floor": 4, "occupants": null, "tenure": "social_tenant", "water_billing": null, "heating_billing": null,
    "do_not_disturb": null, "conflict_count": 0, "occurred_at": "2026-11-23T15:40:00.000000Z",
    "created_at": "2026-11-23T18:30:00.000000Z", "updated_at": "2026-11-23T18:30:00.000000Z",
}]}))]
pub struct HouseholdMatches {
    /// None, one, or several if the door was entered more than once; oldest first, and at most 100.
    pub items: Vec<HouseholdSummary>,
}

/// Look a household up by its door
///
/// Finds the households that were entered with exactly this door; case, accents and spaces do not matter. It is a POST,
/// so that the door stands in no address that somebody keeps. Nothing is changed.
#[utoipa::path(
    tag = "households",
    security(("oauth2" = ["households:read"])),
    request_body = HouseholdLookUpInput,
    responses((status = 200, description = "The households behind the door.", body = HouseholdMatches)),
)]
#[post("/household-look-ups")]
pub async fn look_up_households(
    app: Data<App>,
    caller: Authorized<scopes::HouseholdsRead>,
    write: Write,
    body: Body<HouseholdLookUpInput>,
) -> Result<HttpResponse, Problem> {
    let door = HouseholdDetails::try_from(body.value)?;
    let reader = Data::clone(&app);
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| Ok(Recorded::unchanged(households::behind(tx, act, reader.field(), door)?)),
        |found| {
            let matches = HouseholdMatches { items: found.into_iter().map(HouseholdSummary::from).collect() };
            let body =
                serde_json::to_vec(&matches).map_err(|error| ServiceError::Internal(error.to_string()))?;
            let headers = vec![
                ("content-type".to_owned(), "application/json".to_owned()),
                ("cache-control".to_owned(), "private, no-cache".to_owned()),
            ];
            Ok(Reply { status: 200, headers, body })
        },
    )
    .await
}
