namespace OrleansML.StorageTests;

/// <summary>A test of behaviour that only Linux can provoke.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
            Skip = "Uses /proc as a directory that nobody can write to; there is none on this system.";
    }
}
