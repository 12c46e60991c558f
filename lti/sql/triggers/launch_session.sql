-- In place of the one of protect_table: what a platform signed for the links of a course is its secret.
create or replace trigger audited after insert or update or delete on aimline.launch_session
  for each row execute function aimline.write_audit_record('launch_session_id', 'code_hash', 'token_hash', 'deep_linking');
