using Gen.Training;
using Gen.Training.Charts;
using Microsoft.DotNet.Interactive.Formatting;
using Spectre.Console;

namespace Gen.Interactive;

/// <summary>The extension for the kernel of .NET Interactive, which runs the cells of notebooks.</summary>
public static class GenKernelExtension
{
    /// <summary>
    /// Shows charts, histories, log values, runs and tables of Spectre.Console as HTML when they are the values of cells, and the
    /// progress of a training in one output that is updated. The kernel calls this method when a notebook references the package with
    /// <c>#r "nuget: Gen.Interactive"</c>. Further calls have no effect.
    /// </summary>
    public static void Load()
    {
        Register<Chart>(ChartFormatter.ToHtml);
        Register<History>(HistoryFormatter.ToHtml);
        Register<LogValues>(LogValuesFormatter.ToHtml);
        Register<Run>(RunFormatter.ToHtml);
        Register<Restored>(RunFormatter.ToHtml);
        Register<Table>(TableFormatter.ToHtml);
        Register<TrainingProgress>(ProgressFormatter.ToHtml);
        ProgressBar.CreateDisplay = CellProgress.Create;
    }

    private static void Register<T>(Func<T, string> toHtml) => Formatter.Register(toHtml, HtmlFormatter.MimeType);
}
