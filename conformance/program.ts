// What a partner's program does first: list, create, and handle a problem. It is type-checked, never run.
import createClient from "openapi-fetch";
import type { components, paths } from "./palier.js";

type Campaign = components["schemas"]["Campaign"];

// The answers also come as CSV, NDJSON and GeoJSON; naming the media types here gives each call its JSON type.
const client = createClient<paths, "application/json" | "application/problem+json">({ baseUrl: "http://127.0.0.1:8080" });

export async function titles(): Promise<string[]> {
  const { data, error } = await client.GET("/v1/campaigns", { params: { query: { limit: 10 } } });
  if (error) throw new Error(error.title);
  return data.items.map((campaign: Campaign) => campaign.title);
}

export async function neighbourhoodName(code: string): Promise<string> {
  const { data, error } = await client.GET("/v1/neighbourhoods/{code}", { params: { path: { code } } });
  if (error) throw new Error(error.detail ?? error.title);
  return data.name;
}
