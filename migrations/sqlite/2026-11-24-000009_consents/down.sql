DROP TABLE referral_events;
DROP TABLE referral_needs;
DROP TABLE referrals;
DROP TABLE consents;
