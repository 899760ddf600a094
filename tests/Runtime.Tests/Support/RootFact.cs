namespace Gen.Runtime.Tests.Support;

/// <summary>A test that mounts disks or makes namespaces.</summary>
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            Skip = "mounts disks or makes namespaces, which only root may, on Linux";
    }
}
