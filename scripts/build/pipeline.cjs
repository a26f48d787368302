// dist/stages.cjs, for the command line and for the library: each part of the pipeline runs when it is first asked for.
module.exports = {
  get STAGES() {
    return require("../../src/cli/stages.ts").STAGES;
  },
  get explanations() {
    return require("../../src/cli/stages.ts").explanations;
  },
  get library() {
    return require("../../src/index.ts");
  },
};
