using Xunit;

namespace OrleansML.Testing;

/// <summary>A test that needs a file system of its own, which only root may mount and not in every sandbox.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TemporaryFilesystemFactAttribute : FactAttribute
{
    private static readonly bool CanMount = TemporaryFilesystem.CanMount();

    public TemporaryFilesystemFactAttribute()
    {
        if (!CanMount)
            Skip = "Needs the right to mount a tmpfs.";
    }
}
