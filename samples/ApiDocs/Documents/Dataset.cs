namespace ApiDocsSample.Documents;

/// <summary>Texts with the index of each one's class in <see cref="Dataset.ClassNames"/>.</summary>
public sealed record LabelledTexts(IReadOnlyList<string> Texts, IReadOnlyList<long> Labels)
{
    /// <summary>How many there are.</summary>
    public int Count => Texts.Count;
}

/// <summary>Documents of a number of classes, split into three parts that share none.</summary>
public sealed class Dataset
{
    private const int ValidationSize = 1_000;
    private const int TestSize = 2_000;

    private Dataset(IReadOnlyList<string> classNames, LabelledTexts train, LabelledTexts validation, LabelledTexts test) =>
        (ClassNames, Train, Validation, Test) = (classNames, train, validation, test);

    /// <summary>The classes: in the order of their numbers where all names are numbers, else of the alphabet.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>What the model learns from.</summary>
    public LabelledTexts Train { get; }

    /// <summary>1,000 documents held out, looked at after every epoch; a fifth of a small data set.</summary>
    public LabelledTexts Validation { get; }

    /// <summary>2,000 documents held out for the final evaluation; a fifth of a small data set.</summary>
    public LabelledTexts Test { get; }

    /// <summary>The accuracy of guessing blindly.</summary>
    public double Chance => 1.0 / ClassNames.Count;

    /// <summary>The accuracy on <paramref name="part"/> of always answering the most frequent class of <see cref="Train"/>.</summary>
    public double MajorityShare(LabelledTexts part)
    {
        var majority = Train.Labels.CountBy(label => label).MinBy(label => (-label.Value, label.Key)).Key;
        return part.Labels.Count(label => label == majority) / (double)part.Count;
    }

    /// <summary>The documents of the <paramref name="numClasses"/> largest classes, split at random; the same for the same seed.</summary>
    /// <exception cref="DataException">There are fewer classes, or fewer than five documents.</exception>
    public static Dataset Split(IReadOnlyList<Document> documents, int numClasses, int seed)
    {
        var largest = documents.CountBy(document => document.Label)
            .OrderByDescending(size => size.Value).ThenBy(size => size.Key, StringComparer.Ordinal)
            .Take(numClasses).Select(size => size.Key).ToList();
        if (largest.Count < numClasses)
            throw new DataException($"num_classes is {numClasses}, but the documents have only {largest.Count} classes");
        List<string> names =
        [
            .. largest.OrderBy(name => long.TryParse(name, out var number) ? number : long.MaxValue)
                .ThenBy(name => name, StringComparer.Ordinal),
        ];
        var indices = names.Index().ToDictionary(name => name.Item, name => (long)name.Index);

        var chosen = documents.Where(document => indices.ContainsKey(document.Label)).ToArray();
        if (chosen.Length < 5)
            throw new DataException($"{chosen.Length} documents are too few to train on, validate and test with");
        new Random(seed).Shuffle(chosen);
        var validation = Math.Min(ValidationSize, chosen.Length / 5);
        var test = Math.Min(TestSize, chosen.Length / 5);
        return new Dataset(names,
            train: Label(chosen[(validation + test)..]),
            validation: Label(chosen[..validation]),
            test: Label(chosen[validation..(validation + test)]));

        LabelledTexts Label(Document[] part) =>
            new([.. part.Select(document => document.Text)], [.. part.Select(document => indices[document.Label])]);
    }
}
