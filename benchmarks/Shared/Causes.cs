namespace Gen.Benchmarks;

/// <summary>Why goals are missed, as profiles showed it.</summary>
internal static class Causes
{
    public const string Config = "0.09 after the pair's warm-up, 0.14 once the just-in-time compiler has done all it can, which takes some seconds more: 25 us beside 186, of which 4 are the environment's "
        + "variables, 5 opening and reading the file, 7 parsing it and setting entries, 9 printing.";

    public const string Argmax = "finding the greatest score of each row is 27 of 38 us, in C as in torch, whose argmax all of them call; what is left is 11 us beside 17. Batches that "
        + "repeat would hide that: the processor learns a batch by heart.";

    public const string Memory = "not the trainer but the C# loop: with a scope a step all tensors of a step are freed together, glibc gives the memory back to the system and takes it again a "
        + "step later (three times the page faults of Python, which frees them one by one). With MALLOC_TRIM_THRESHOLD_ and MALLOC_MMAP_THRESHOLD_ raised the bare loop is at 1.03 of Python's instead of 1.12, "
        + "the trainer at 1.06 instead of 1.11.";

    public const string FirstRun = "seven tenths are reading the classes, once for the experiments and once more for their trainers (800 and 240 of 1,440 ms), three tenths writing 27,000 characters "
        + "a class; System.Text.Json's generator writes 33,000. An edit, which happens oftener, costs about what the floor does.";

    public const string Build = "the compiler and the SDK's analyzers work on what was generated: the same files as the project's own take as long. Gen's analyzers are a tenth of it, its generators a twentieth.";
}
