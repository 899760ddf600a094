namespace Gen.Training;

/// <summary>A folder of one's own for some of the values: <c>new TensorBoardFilter("custom", "^(val_)?(precision|recall)")</c>.</summary>
/// <param name="Folder">The folder's name, beside <c>train</c> and <c>validation</c>.</param>
/// <param name="Pattern">
/// A regular expression. The values whose name has a match anywhere are written, under that name as the tag: <c>loss</c>, <c>val_accuracy</c>, <c>precision/3</c>.
/// </param>
public sealed record TensorBoardFilter(string Folder, string Pattern);
