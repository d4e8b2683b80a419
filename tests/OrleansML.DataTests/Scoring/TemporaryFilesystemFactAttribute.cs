using Xunit;

namespace OrleansML.DataTests.Scoring;

/// <summary>A test that needs a file system of its own, which only root may mount and not in every sandbox.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TemporaryFilesystemFactAttribute : FactAttribute
{
    private static readonly bool CanMount = TemporaryFilesystem.CanMount();

    public TemporaryFilesystemFactAttribute()
    {
        if (!CanMount)
            Skip = "Needs the right to mount a tmpfs.";
    }
}
