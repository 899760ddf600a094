namespace Gen.Observers;

/// <summary>What the file system may answer, as against mistakes in the program.</summary>
internal static class FileFailure
{
    public static bool Is(Exception e) => e is IOException or UnauthorizedAccessException or System.Security.SecurityException || IsLimit(e);

    /// <summary>What it says, for people.</summary>
    public static string Reason(Exception e) => IsLimit(e) ? "The file may not grow any further." : e.Message;

    // .NET's answer to a file that has reached the system's or the user's limit (EFBIG): there is no other sign of it.
    private static bool IsLimit(Exception e) => e is ArgumentOutOfRangeException { ParamName: "value", ActualValue: null };
}
