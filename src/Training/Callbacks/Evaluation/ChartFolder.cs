using Gen.Training.Charts;

namespace Gen.Training;

/// <summary>Where charts are written.</summary>
internal static class ChartFolder
{
    private const int PngScale = 2;

    /// <summary>The folder, made if it is missing; null for a run that records nothing.</summary>
    /// <exception cref="TrainingException">There is none, or nothing can be written there.</exception>
    public static string? Open(Callback callback, TrainingContext context, string? folder)
    {
        if (folder is null && context.Run is null)
            throw new TrainingException($"{callback.Name}.Folder must be set outside of a run.");
        if (folder is null && context.Run?.Directory is null)
            return null;
        var path = OutputPath.Resolve(context, folder ?? "charts");
        try
        {
            Directory.CreateDirectory(path);

            // A folder can be there and yet take no file, which is better known now than after an epoch.
            using var probe = new FileStream(
                Path.Combine(path, $".{Guid.NewGuid():N}.tmp"),
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.None,
                1,
                FileOptions.DeleteOnClose
            );
            return path;
        }
        catch (Exception e) when (OutputPath.IsFileError(e))
        {
            throw OutputPath.WriteError(callback, path, e);
        }
    }

    /// <summary>Writes a chart in each of some formats.</summary>
    /// <param name="callback">Whose chart it is.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="path">The file without its ending.</param>
    /// <param name="formats">Which ones.</param>
    public static void Save(Callback callback, Chart chart, string path, ChartFormats formats)
    {
        try
        {
            if (formats.HasFlag(ChartFormats.Svg))
                chart.Save(path + ".svg");
            if (formats.HasFlag(ChartFormats.Png))
                chart.Save(path + ".png", PngScale);
        }
        catch (Exception e) when (OutputPath.IsFileError(e))
        {
            throw OutputPath.WriteError(callback, path, e);
        }
    }
}
