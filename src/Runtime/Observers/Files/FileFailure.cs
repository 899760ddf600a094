namespace Gen.Observers;

/// <summary>What the file system may answer, as against mistakes in the program.</summary>
internal static class FileFailure
{
    public static bool Is(Exception e) => e is IOException or UnauthorizedAccessException or System.Security.SecurityException;
}
