using Orleans.Serialization;

namespace OrleansML.Conformance.Serialization;

public sealed class HostileInputTests(SerializerFixture fixture) : IClassFixture<SerializerFixture>
{
    [Fact]
    public void Serialize_OfUnknownType_ThrowsCodecNotFound()
        => Assert.Throws<CodecNotFoundException>(() => fixture.Serializer.SerializeToArray(new Unknown { Value = 1 }));

    [Fact]
    public void Serialize_OfUnknownTypeAsObject_Throws()
        => Assert.ThrowsAny<SerializerException>(() => fixture.Serializer.SerializeToArray<object>(new Unknown { Value = 1 }));

    [Fact]
    public void CanSerialize_OfKnownAndUnknownTypes_Tells()
    {
        Assert.True(fixture.Serializer.CanSerialize<Person>());
        Assert.True(fixture.Serializer.CanSerialize<List<Dictionary<string, Person>>>());
        Assert.False(fixture.Serializer.CanSerialize<Unknown>());
    }

    [Fact]
    public void Deserialize_OfTruncatedData_Throws()
    {
        var data = fixture.Serializer.SerializeToArray(new Person { Name = "a name of some length", Friend = new() { Name = "another" } });
        for (var length = 0; length < data.Length; length++)
        {
            Assert.ThrowsAny<Exception>(() => fixture.Serializer.Deserialize<Person>(data.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Deserialize_OfRandomData_NeitherHangsNorExhaustsMemory()
    {
        var random = new Random(20261122);
        var data = fixture.Serializer.SerializeToArray<object>(
            new Box<Person> { Value = new() { Name = "n" }, Others = [new Employee { Company = "c" }] });
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 5_000; i++)
        {
            var mutated = data.ToArray();
            for (var j = 0; j < 4; j++) mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            _ = Record.Exception(() => fixture.Serializer.Deserialize<object>(mutated));
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000_000);
    }
}
