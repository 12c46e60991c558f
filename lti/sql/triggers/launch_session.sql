-- Replaces the trigger of protect_table: deep_linking is a secret of the platform, and must not be in the audit trail.
create or replace trigger audited after insert or update or delete on aimline.launch_session
  for each row execute function aimline.write_audit_record('launch_session_id', 'code_hash', 'token_hash', 'deep_linking');
