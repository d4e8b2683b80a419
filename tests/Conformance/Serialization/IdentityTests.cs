using System.Net;
using System.Text.Json;

namespace OrleansML.Conformance.Serialization;

public sealed class IdentityTests(SerializerFixture fixture) : IClassFixture<SerializerFixture>
{
    private static readonly Guid Key = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");

    [Fact]
    public void Parse_OfGrainId_GivesTypeAndKey()
    {
        var id = GrainId.Parse("model/fraud/1");
        Assert.Equal(("model", "fraud/1", "model/fraud/1"), (id.Type.ToString(), id.Key.ToString(), id.ToString()));
        Assert.False(GrainId.TryParse("nothing", out _));
    }

    [Theory]
    [InlineData(255, null, "FF")]
    [InlineData(-255, null, "FFFFFFFFFFFFFF01")]
    [InlineData(0, "ext", "0+ext")]
    public void IntegerKey_OfNumber_IsHexadecimalAndReadsBack(long key, string? extension, string text)
    {
        var id = GrainId.Create(GrainType.Create("t"), GrainIdKeyExtensions.CreateIntegerKey(key, extension));
        Assert.Equal(text, id.Key.ToString());
        Assert.Equal(key, id.GetIntegerKey(out var readExtension));
        Assert.Equal(extension, readExtension);
    }

    [Fact]
    public void GuidKey_WithExtension_ReadsBack()
    {
        var id = GrainId.Create(GrainType.Create("t"), GrainIdKeyExtensions.CreateGuidKey(Key, "e+f"));
        Assert.Equal("00112233445566778899aabbccddeeff+e+f", id.Key.ToString());
        Assert.Equal(Key, id.GetGuidKey(out var extension));
        Assert.Equal("e+f", extension);
        Assert.Throws<ArgumentException>(() => GrainId.Create("t", "not a guid").GetGuidKey());
    }

    [Fact]
    public void SiloAddress_AsText_ReadsBack()
    {
        var silo = SiloAddress.New(IPAddress.Loopback, 11111, 5);
        Assert.Equal(("S127.0.0.1:11111:5", "127.0.0.1:11111@5"), (silo.ToString(), silo.ToParsableString()));
        Assert.Equal(silo, SiloAddress.FromParsableString(silo.ToParsableString()));
        Assert.True(SiloAddress.New(IPAddress.Loopback, 1, -1).IsClient);
        Assert.Throws<FormatException>(() => SiloAddress.FromParsableString("127.0.0.1:11111@x"));
    }

    [Fact]
    public void Identities_AsJson_ReadBack()
    {
        var address = new GrainAddress
        {
            GrainId = GrainId.Create("a", "b"),
            ActivationId = ActivationId.NewId(),
            SiloAddress = SiloAddress.New(IPAddress.IPv6Loopback, 1, 2),
            MembershipVersion = new(7),
        };
        Assert.Equal(address, JsonSerializer.Deserialize<GrainAddress>(JsonSerializer.Serialize(address)));
        Assert.Equal("\"a/b\"", JsonSerializer.Serialize(address.GrainId));
        var map = new Dictionary<GrainId, int> { [address.GrainId] = 1 };
        Assert.Equal(map, JsonSerializer.Deserialize<Dictionary<GrainId, int>>(JsonSerializer.Serialize(map)));
    }

    [Fact]
    public void RoundTrip_OfIdentities_IsEqual()
    {
        object[] identities =
        [
            GrainId.Create("a", "b"), GrainType.Create("g"), GrainInterfaceType.Create("i"), IdSpan.Create("s"), ActivationId.NewId(),
            new MembershipVersion(-3),
            SiloAddress.New(IPAddress.Parse("fe80::1"), 65535, int.MaxValue), new GrainAddress { GrainId = GrainId.Create("c", "d") },
        ];
        Assert.Equal(identities, fixture.RoundTrip(identities));
    }

    [Fact]
    public void Hash_OfEqualIds_IsEqual()
    {
        Assert.Equal(GrainId.Create("a", "b").GetUniformHashCode(), GrainId.Parse("a/b").GetUniformHashCode());
        Assert.NotEqual(GrainId.Create("a", "b").GetUniformHashCode(), GrainId.Create("b", "a").GetUniformHashCode());
    }
}
