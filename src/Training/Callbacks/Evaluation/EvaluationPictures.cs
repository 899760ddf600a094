namespace Gen.Training;

/// <summary>Pictures of a classifier's evaluation.</summary>
[Flags]
public enum EvaluationPictures
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Which classes are taken for which: <c>confusion_matrix</c>.</summary>
    ConfusionMatrix = 1,

    /// <summary>The receiver operating characteristic of each class against all others: <c>roc_curve</c>.</summary>
    RocCurve = 2,

    /// <summary>Precision over recall of each class against all others: <c>precision_recall_curve</c>.</summary>
    PrecisionRecallCurve = 4,
}
