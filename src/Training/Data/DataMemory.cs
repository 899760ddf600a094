namespace Gen.Training.Data;

/// <summary>The memory that data files may take: a compressed one may be a thousand times as large as it looks.</summary>
internal static class DataMemory
{
    /// <summary>Throws if the values of a file take more memory than the machine, or the container, has.</summary>
    /// <param name="file">The file, for the message.</param>
    /// <param name="bytes">The bytes that are needed so far.</param>
    /// <exception cref="BadDataException">There is not enough memory.</exception>
    public static void Check(string file, long bytes)
    {
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (bytes > available)
            throw new BadDataException($"{file} needs {bytes} bytes of memory or more, but there are {available}.");
    }
}
