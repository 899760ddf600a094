using Gen.TensorBoard;

namespace Gen.RunHost;

/// <summary>Event files in a process that may be killed or starved; they go into the folder that <c>HOST_EVENTS</c> names.</summary>
internal static class EventScenarios
{
    private static string Folder => Environment.GetEnvironmentVariable("HOST_EVENTS")!;

    /// <summary>Writes 1,000 scalars, says so and waits to be killed, without having flushed or closed anything.</summary>
    public static ValueTask ThousandAndWait(Run run)
    {
        var writer = new SummaryWriter(Folder);
        for (var step = 0; step < 1000; step++)
            writer.AddScalar("loss", 1.0 / (step + 1), step);
        Console.WriteLine("ready");
        Thread.Sleep(Timeout.Infinite);
        GC.KeepAlive(writer);
        return default;
    }

    /// <summary>
    /// Writes until a file may not grow any more, which stops in the middle of a record; twice more to no avail; and ten times once there is room again.
    /// Prints what succeeded before, the message, and the file's length while it was full.
    /// </summary>
    public static ValueTask FullDisk(Run run)
    {
        var options = new SummaryWriterOptions { Buffered = Environment.GetEnvironmentVariable("HOST_BUFFERED") is not null };
        using var writer = new SummaryWriter(Folder, options);
        var step = 0L;
        FileLimit.Set(200_001);
        EventFileException? failure;
        while ((failure = Try(writer, step)) is null)
            step++;
        var again = Try(writer, step) ?? throw new InvalidOperationException("It was written.");
        var length = new FileInfo(writer.File).Length;
        FileLimit.Lift();
        for (var end = step + 10; step < end; step++)
            writer.AddScalar("loss", step, step);
        Console.WriteLine($"{step}\n{failure.Message}\n{again.Message}\n{length}");
        return default;
    }

    private static EventFileException? Try(SummaryWriter writer, long step)
    {
        try
        {
            writer.AddScalar("loss", step, step);
            return null;
        }
        catch (EventFileException e)
        {
            return e;
        }
    }
}
