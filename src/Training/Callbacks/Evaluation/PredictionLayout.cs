using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>How classes lie in predictions. Told from shapes alone, which does not wait for the device.</summary>
/// <param name="Classes">How many there are, 2 or more.</param>
/// <param name="OneColumn">Predictions are [n] or [n, 1], of the second of two classes; otherwise [n, classes].</param>
internal readonly record struct PredictionLayout(int Classes, bool OneColumn)
{
    /// <summary>More make a matrix that no one can look at.</summary>
    public const int MostClasses = 1000;

    /// <summary>Curves of each class against all others: one of two classes tells all if there is only one column.</summary>
    public int Curves => OneColumn ? 1 : Classes;

    /// <exception cref="TrainingException">These are no predictions of classes, or do not fit the targets or the names.</exception>
    public static PredictionLayout Of(string who, Tensor prediction, Tensor target, IReadOnlyList<string>? names)
    {
        var sizes = prediction.Sizes();
        var oneColumn = sizes.Length == 1 || (sizes.Length == 2 && sizes[1] == 1);
        if (!prediction.is_floating_point() || !(oneColumn || (sizes.Length == 2 && sizes[1] > 1)))
            throw new TrainingException($"{who} draws predictions [n, classes] or, of two classes, [n] or [n, 1], of floating-point numbers; these are {ShapeText.Format(sizes)} of {prediction.dtype}");
        if (!oneColumn && sizes[1] > MostClasses)
            throw new TrainingException($"{who} draws at most {MostClasses} classes; these predictions are of {sizes[1]}");
        var layout = new PredictionLayout(oneColumn ? 2 : (int)sizes[1], oneColumn);
        if (names is not null && names.Count != layout.Classes)
            throw new TrainingException($"{who} has {names.Count} class names, but the predictions {ShapeText.Format(sizes)} are of {layout.Classes} classes");
        layout.CheckTarget(who, target, sizes);
        return layout;
    }

    private void CheckTarget(string who, Tensor target, long[] prediction)
    {
        var sizes = target.Sizes();
        var fits = sizes.Length is 1 or 2 && sizes[0] == prediction[0] && (sizes.Length == 1 || sizes[1] == 1 || (!OneColumn && sizes[1] == Classes));
        if (!fits)
        {
            var wanted = OneColumn ? $"0 or 1 in [{prediction[0]}] or [{prediction[0]}, 1]" : $"class numbers [{prediction[0]}] or one-hot {ShapeText.Format(prediction)}";
            throw new TrainingException($"{who} compares predictions {ShapeText.Format(prediction)} with {wanted}; these targets are {ShapeText.Format(sizes)}");
        }
    }
}
