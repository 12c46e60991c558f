export const examples = () => ({
  'course_link.offer': {},
});
