using Gen.IO;
using Microsoft.Extensions.Logging;

namespace Gen.Training;

/// <summary>The log of a trainer and its callbacks: the run's log, or standard error outside a run.</summary>
internal static class TrainingLog
{
    public static void Info(TrainingContext context, string text) => Write(context, LogLevel.Information, text);

    public static void Warn(TrainingContext context, string text) => Write(context, LogLevel.Warning, text);

    private static void Write(TrainingContext context, LogLevel level, string text)
    {
        // The text is a value, not a template: braces in it mean nothing.
        if (context.Run is { } run)
        {
            run.Log.Log(level, default, text, null, static (t, _) => t);
            return;
        }

        try
        {
            Console.Error.WriteLine(level == LogLevel.Warning ? $"warning: {text}" : text);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            // Nobody can be told, and the training goes on.
        }
    }
}
