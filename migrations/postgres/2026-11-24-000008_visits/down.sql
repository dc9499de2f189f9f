DROP TABLE need_events;
DROP TABLE needs;
DROP TABLE follow_up_actions;
DROP TABLE visits;
