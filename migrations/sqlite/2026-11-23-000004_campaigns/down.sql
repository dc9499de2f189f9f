DROP TABLE campaign_messages;
DROP TABLE campaign_neighbourhoods;
DROP TABLE campaigns;
