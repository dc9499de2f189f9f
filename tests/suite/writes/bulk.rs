//! Operations on many things, and operations that take longer than a request. None exists yet; the first one has to
//! keep these rules, or the build fails.

use palier_tests::both;

use crate::isolation::operations::all;

both! {
    async fn c28_an_operation_on_many_says_what_became_of_each(app) {
        for operation in all(app).await {
            let Some(answer) = operation.value["responses"].get("207") else { continue };
            let schema = &answer["content"]["application/json"]["schema"];
            assert!(
                schema["$ref"].is_string(),
                "{}: the results of a bulk operation are a schema",
                operation.id
            );
            let body = operation.value["requestBody"].to_string();
            assert!(body.contains("atomic"), "{} can't be asked for all or nothing", operation.id);
        }
    }

    async fn c29_a_202_leads_to_a_job(app) {
        for operation in all(app).await {
            let Some(answer) = operation.value["responses"].get("202") else { continue };
            assert!(
                answer["headers"].get("Location").is_some(),
                "{}: a 202 says where the job is",
                operation.id
            );
        }
    }
}
