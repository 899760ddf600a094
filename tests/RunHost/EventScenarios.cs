using Gen.TensorBoard;

namespace Gen.RunHost;

/// <summary>
/// Scenarios that write event files into the folder <c>HOST_EVENTS</c>, in a process that is killed or has a file size limit.
/// </summary>
internal static class EventScenarios
{
    private static string Folder => Environment.GetEnvironmentVariable("HOST_EVENTS")!;

    /// <summary>Writes 1,000 scalars, prints <c>ready</c>, and waits to be killed, without flushing or closing the writer.</summary>
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
    /// Writes until the file reaches its size limit in the middle of a record, fails twice, and writes ten times without the limit. Prints
    /// the number of successful writes before, the messages, and the length of the file at the limit.
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
