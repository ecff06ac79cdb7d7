/** The icons of the log reader, each from its own module so that no others are bundled. */
export { ArrowLeft16Regular } from '@fluentui/react-icons/svg/arrow-left';
export { Bookmark16Filled, Bookmark16Regular } from '@fluentui/react-icons/svg/bookmark';
export { ChevronDown16Regular } from '@fluentui/react-icons/svg/chevron-down';
export { ChevronUp16Regular } from '@fluentui/react-icons/svg/chevron-up';
export { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
export { ErrorCircle16Filled } from '@fluentui/react-icons/svg/error-circle';
export { Filter16Regular } from '@fluentui/react-icons/svg/filter';
export { Search16Regular } from '@fluentui/react-icons/svg/search';
