using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace OrleansML.Conformance.Serialization;

/// <summary>A serializer and a copier with everything that this assembly offers.</summary>
public sealed class SerializerFixture : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public Serializer Serializer => _services.GetRequiredService<Serializer>();

    public DeepCopier Copier => _services.GetRequiredService<DeepCopier>();

    public IServiceProvider Services => _services;

    public T RoundTrip<T>(T value) => Serializer.Deserialize<T>(Serializer.SerializeToArray(value))!;

    public TRead Reread<TWritten, TRead>(TWritten value) => Serializer.Deserialize<TRead>(Serializer.SerializeToArray(value))!;

    public void Dispose() => _services.Dispose();
}
