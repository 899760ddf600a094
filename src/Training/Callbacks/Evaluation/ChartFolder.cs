using Gen.Training.Charts;

namespace Gen.Training;

/// <summary>Writes charts to a folder.</summary>
internal static class ChartFolder
{
    private const int PngScale = 2;

    /// <summary>Returns the full path of the folder, which is created with the first chart; null for a run that is not recorded.</summary>
    /// <exception cref="TrainingException">No folder is set outside of a run, or its path is that of a file.</exception>
    public static string? Resolve(Callback callback, TrainingContext context, string? folder)
    {
        if (folder is null && context.Run is null)
            throw new TrainingException($"{callback.Name}.Folder must be set outside of a run.");
        if (folder is null && context.Run?.Directory is null)
            return null;
        var path = OutputPath.Resolve(context, folder ?? "charts");
        OutputPath.CheckFolder(callback, path);
        return path;
    }

    /// <summary>Writes a chart in one or more formats.</summary>
    /// <param name="output">The output of the callback.</param>
    /// <param name="context">The training.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="path">The path of the file without its extension.</param>
    /// <param name="formats">The formats.</param>
    public static void Save(CallbackOutput output, TrainingContext context, Chart chart, string path, ChartFormats formats)
    {
        if (formats.HasFlag(ChartFormats.Svg))
            output.TryWrite(context, path + ".svg", () => chart.Save(path + ".svg"));
        if (formats.HasFlag(ChartFormats.Png))
            output.TryWrite(context, path + ".png", () => chart.Save(path + ".png", PngScale));
    }
}
