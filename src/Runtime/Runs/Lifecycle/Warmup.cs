using Gen.Observers;

namespace Gen.Runs;

/// <summary>
/// Begins on a second thread what the first run of a process needs and what takes the runtime longest to load, while the first thread reads
/// the command line. It has no effect but time.
/// </summary>
internal static class Warmup
{
    private static int s_started;

    public static void Start()
    {
        if (Interlocked.Exchange(ref s_started, 1) == 0)
            new Thread(Work) { IsBackground = true, Name = "Gen warm-up" }.UnsafeStart();
    }

    private static void Work()
    {
        try
        {
            // In the order in which the run will need them.
            foreach (var _ in Directory.EnumerateFileSystemEntries(Path.GetFullPath(".")))
                break;
            Console.Error.Write("");
            _ = Console.Out;
            JsonText.Make(static writer => writer.WriteStringValue("warm"));
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            // Whoever needs it in earnest meets the same failure and can say what it means.
        }
    }
}
