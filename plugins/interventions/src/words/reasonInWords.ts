/** Why something was allowed, in words; a reason that has none as it is. */
export function reasonInWords(reason: string): string {
  return REASONS[reason] ?? reason;
}

const REASONS: Readonly<Record<string, string>> = {
  coordinator: 'as coordinator',
  staff: 'as staff',
  facilitatorOfIntervention: 'as facilitator',
  ownerOfIntervention: 'as owner',
  teacherOfParticipant: 'as teacher of a student who takes part',
  teacherOfStudent: 'as teacher of the student',
  caregiver: 'as caregiver',
  caregiverOfStudent: 'as caregiver of the student',
};
