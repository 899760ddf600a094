using Gen.Training.Charts;

namespace Gen.Training;

/// <summary>Writes charts to a folder.</summary>
internal static class ChartFolder
{
    private const int PngScale = 2;

    /// <summary>Creates the folder if it is missing, and returns its full path; null for a run that is not recorded.</summary>
    /// <exception cref="TrainingException">No folder is set outside of a run, or the folder cannot be written.</exception>
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

            // Fails before the first epoch if no file can be created in the folder.
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

    /// <summary>Writes a chart in one or more formats.</summary>
    /// <param name="callback">The callback, for messages.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="path">The path of the file without its extension.</param>
    /// <param name="formats">The formats.</param>
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
