-- Fires before the audit trigger, which writes into the tenant that this one sets.
create or replace trigger act_in_tenant before update of status on directory.lti_deployment
  for each row when (old.status is distinct from new.status)
  execute function directory.act_in_tenant();
create or replace trigger audited after update of status on directory.lti_deployment
  for each row when (old.status is distinct from new.status)
  execute function aimline.write_audit_record('registration_id');
