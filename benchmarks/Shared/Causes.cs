namespace Gen.Benchmarks;

/// <summary>Why goals are missed, as profiles showed it.</summary>
internal static class Causes
{
    public const string Config = "0.09 after the pair's warm-up, 0.14 once the just-in-time compiler has done all it can, which takes some seconds more: 25 us beside 186, of which 4 are the environment's "
        + "variables, 5 opening and reading the file, 7 parsing it and setting entries, 9 printing.";

    public const string Loader = "it is at the goal, not below it: 0.89 and 0.91 in two runs whose rounds reached from 0.79 to 0.94. Both sides make the same matrix products with the same BLAS; what the "
        + "DataLoader adds, a tenth of a step or less, is all that can be saved.";

    public const string FirstRun = "seven tenths are reading the classes, once for the experiments and once more for their trainers (800 and 240 of 1,440 ms), three tenths writing 19,000 characters "
        + "a class; System.Text.Json's generator writes 33,000. An edit, which happens oftener, costs about what the floor does.";

    public const string Build = "the compiler and the SDK's analyzers work on what was generated: the same files as the project's own take as long. Gen's analyzers are a tenth of it, its generators a twentieth.";
}
