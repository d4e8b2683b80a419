using System.Reflection;
using OrleansML.Registry;

namespace OrleansML.UnitTests.Client;

/// <summary>A cluster that has one upload.</summary>
public class FakeUploads : DispatchProxy
{
    private IArtifactUploadGrain _upload = null!;

    public static IGrainFactory Create(IArtifactUploadGrain upload)
    {
        var factory = Create<IGrainFactory, FakeUploads>();
        ((FakeUploads)(object)factory)._upload = upload;
        return factory;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IGrainFactory.GetGrain) ? _upload : throw new NotSupportedException(targetMethod.Name);
}
