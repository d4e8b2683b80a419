using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace OrleansML.Conformance.Serialization;

public sealed class ExceptionTests(SerializerFixture fixture) : IClassFixture<SerializerFixture>
{
    [Fact]
    public void RoundTrip_OfSystemException_KeepsTypeMessageStackAndInner()
    {
        var original = Throw(new InvalidOperationException("outer", Throw(new ArgumentNullException("parameter"))));
        var result = Assert.IsType<InvalidOperationException>(fixture.RoundTrip<Exception>(original));
        Assert.Equal("outer", result.Message);
        Assert.Contains(nameof(Throw), result.StackTrace);
        var inner = Assert.IsType<ArgumentNullException>(result.InnerException);
        Assert.Equal(original.InnerException!.Message, inner.Message);
        Assert.Equal(original.HResult, result.HResult);
    }

    [Fact]
    public void RoundTrip_OfGeneratedException_KeepsMembers()
    {
        var result = Assert.IsType<ModelFailure>(
            fixture.RoundTrip<Exception>(Throw(new ModelFailure("message", "fraud", new TimeoutException("late")))));
        Assert.Equal(("message", "fraud"), (result.Message, result.Model));
        Assert.Equal("late", Assert.IsType<TimeoutException>(result.InnerException).Message);
        Assert.Contains(nameof(Throw), result.StackTrace);
    }

    [Fact]
    public void RoundTrip_OfData_KeepsEntries()
    {
        var original = new InvalidOperationException("m");
        original.Data["key"] = 42;
        Assert.Equal(42, fixture.RoundTrip<Exception>(original).Data["key"]);
    }

    [Fact]
    public void RoundTrip_OfAggregate_KeepsInnerExceptions()
    {
        var result = Assert.IsType<AggregateException>(
            fixture.RoundTrip<Exception>(new AggregateException("all", new TimeoutException("a"), new ModelFailure("b", "m"))));
        Assert.Equal("a", Assert.IsType<TimeoutException>(result.InnerExceptions[0]).Message);
        Assert.Equal("m", Assert.IsType<ModelFailure>(result.InnerExceptions[1]).Model);
    }

    [Fact]
    public void Serialize_OfUnmarkedExceptionOfOwnNamespace_Throws()
        => Assert.Throws<CodecNotFoundException>(() => fixture.Serializer.SerializeToArray<Exception>(Throw(new PlainFailure("plain"))));

    [Fact]
    public void RoundTrip_OfUnmarkedExceptionOfSupportedNamespace_KeepsTypeAndMessage()
    {
        using var services = new ServiceCollection().AddSerializer(
            static builder => builder.Configure(static options => options.AddAllowedType(typeof(PlainFailure))))
            .Configure<ExceptionSerializationOptions>(
                static options => options.SupportedNamespacePrefixes.Add(typeof(PlainFailure).Namespace!)).BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        Assert.Equal(
            "plain", Assert.IsType<PlainFailure>(
                serializer.Deserialize<Exception>(serializer.SerializeToArray<Exception>(Throw(new PlainFailure("plain"))))).Message);
    }

    private static T Throw<T>(T exception)
        where T : Exception
    {
        try
        {
            throw exception;
        }
        catch (T caught)
        {
            return caught;
        }
    }
}
