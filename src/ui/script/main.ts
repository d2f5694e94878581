/** Makes the pages' forms and links quicker where scripts run. Nothing depends on it. */

export {};
document.documentElement.dataset.script = 'on';
