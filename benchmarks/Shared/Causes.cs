namespace Gen.Benchmarks;

/// <summary>Why goals are missed, as profiles showed it.</summary>
internal static class Causes
{
    public const string Config = "a third of the time is the printer, which makes a JSON writer with a buffer for every value and again for every default "
        + "(88 KB for 50 entries), and half is reading the file: each key is normalised, and so is every entry's for each block that is looked for.";

    public const string ConfigGrowth = "for each block of a file the reader normalises the keys of all entries until it finds one below the block, so that reading grows with blocks times entries.";

    public const string Loader = "it is at the goal, not below it: 0.89 and 0.91 in two runs whose rounds reached from 0.79 to 0.94. Both sides make the same matrix products with the same BLAS; what the "
        + "DataLoader adds, a tenth of a step or less, is all that can be saved.";

    public const string Record = "besides the lines that are appended, Sacred's metrics.json is rewritten whole whenever there are four times the points, and at the end: about 185,000 points more, "
        + "which stays linear. Between 1.0 and 2.2 from run to run on a busy machine.";

    public const string Events = "each event becomes an object of its own, 470 bytes in all, beside 0.02 us for passing over its checksums.";

    public const string FirstRun = "seven tenths are reading the classes, once for the experiments and once more for their trainers (800 and 240 of 1,440 ms), three tenths writing 27,000 characters "
        + "a class; System.Text.Json's generator writes 33,000. An edit, which happens oftener, costs about what the floor does.";

    public const string Build = "the compiler and the SDK's analyzers work on what was generated: the same files as the project's own take as long. Gen's analyzers are a tenth of it, its generators a twentieth.";
}
