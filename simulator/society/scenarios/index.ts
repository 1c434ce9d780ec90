/** Stories in a running world. */
export { SCENARIOS, type Scenario } from './scenarios.ts';
export { beginStory, type Line, Person, Phone, Story, type StoryOptions } from './story.ts';
