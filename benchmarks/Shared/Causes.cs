namespace Gen.Benchmarks;

/// <summary>Why goals are missed, as profiles showed it.</summary>
internal static class Causes
{
    public const string Config = "20 us beside 165. Half of the 20 is the same on both sides: 4.4 for the environment's variables, 5.4 for opening, locking, reading and closing the file. Of the other "
        + "half, parsing takes 1.7, setting 50 entries 2.9, the overrides 1.6, and printing 4.5, most of that for formatting numbers, of the values and of the defaults.";

    public const string Loader = "it is at the goal, not below it: 0.89 and 0.91 in two runs whose rounds reached from 0.79 to 0.94. Both sides make the same matrix products with the same BLAS; what the "
        + "DataLoader adds, a tenth of a step or less, is all that can be saved.";

    public const string FirstRun = "4 times the floor is what it costs to bind the members, types and attributes of the experiment, its block and its named config, without a model of them and without output (the floor binds one "
        + "attribute a class). Of the rest two fifths are garbage collection, a sixth is writing 14,000 characters a class; System.Text.Json's generator writes 33,000. An edit, which happens oftener, costs about what the floor does.";

    public const string Build = "a profile of the compiler: Gen's generators are a 25th of its time and Gen's analyzers a 45th; the rest is the compiler, and the driver of the SDK's analyzers, at work on what was generated, 11,000 "
        + "characters a class beside the class's own 2,200: the same files as the project's own take as long.";
}
