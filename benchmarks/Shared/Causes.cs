namespace Gen.Benchmarks;

/// <summary>Why goals are missed, as profiles showed it.</summary>
internal static class Causes
{
    public const string Config =
        "20 us beside 165. Half of the 20 is the same on both sides: 4.4 for the environment's variables, 5.4 for opening, locking, "
        + "reading and closing the file. Of the other "
        + "half, parsing takes 1.7, setting 50 entries 2.9, the overrides 1.6, and printing 4.5, most of that for formatting numbers, of "
        + "the values and of the defaults.";

    public const string OtherBlas =
        "Python's torch multiplies with OpenBLAS and TorchSharp's with MKL, which is slower on this processor: in the same runs the "
        + "bare loop in C# takes 1.01 to 1.44 times Python's time, and the trainer 1.00 to 1.05 times the bare loop's.";

    public const string FirstRun =
        "4 times the floor is what it costs to bind the members, types and attributes of the experiment, its block and its named config, "
        + "without a model of them and without output (the floor binds one "
        + "attribute a class). Of the rest two fifths are garbage collection, a sixth is writing 14,000 characters a class; "
        + "System.Text.Json's generator writes 33,000. An edit, which happens oftener, costs about what the floor does.";

    public const string Edit =
        "0.8 of the rival's edit is what it costs to bind the members, types and attributes of the experiment, its block and its named "
        + "config, which have twice the source of the rival's class, without a model of them. The model and its comparison with the last "
        + "one are a quarter.";

    public const string Editor =
        "45 ms of processor time more than the 37 of the rival. Without Gen's analyzers 10 of them go, without any analyzers in both "
        + "projects the difference is 14, for the generator and the compiler: the rest is the SDK's analyzers at work on 440 generated "
        + "lines and on a larger program.";

    public const string Build =
        "a profile of the compiler: Gen's generators are a 25th of its time and Gen's analyzers a 45th; the rest is the compiler, and the "
        + "driver of the SDK's analyzers, at work on what was generated, 11,000 "
        + "characters a class beside the class's own 2,200: the same files as the project's own take as long.";
}
