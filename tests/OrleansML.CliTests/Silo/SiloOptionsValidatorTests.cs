using OrleansML.Silo;

namespace OrleansML.CliTests.Silo;

public sealed class SiloOptionsValidatorTests
{
    [Fact]
    public void Validate_Defaults_Succeeds()
    {
        Assert.True(new SiloOptionsValidator().Validate(null, new SiloOptions()).Succeeded);
    }

    [Fact]
    public void Validate_EverythingWrong_ReportsEachOptionWithValueAndRange()
    {
        var options = new SiloOptions
        {
            Name = " ",
            Pool = "a b",
            Address = "localhost",
            SiloPort = 0,
            GatewayPort = 65536,
            PrimarySilo = "127.0.0.1",
            ListenAddress = "any",
            DataDirectory = "",
        };
        options.Labels["pool"] = "gpu";

        var result = new SiloOptionsValidator().Validate(null, options);

        Assert.Equal(
            [
                "OrleansML:Silo:Name is ' '; it must not be blank.",
                "OrleansML:Silo:Pool is 'a b'; it must be 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit.",
                "OrleansML:Silo:Labels:pool is 'gpu'; a label must have a name other than 'pool', which OrleansML:Silo:Pool sets.",
                "OrleansML:Silo:Address is 'localhost'; it must be an IP address, such as 127.0.0.1.",
                "OrleansML:Silo:ListenAddress is 'any'; it must be an IP address, such as 0.0.0.0.",
                "OrleansML:Silo:SiloPort is '0'; it must lie between 1 and 65535.",
                "OrleansML:Silo:GatewayPort is '65536'; it must lie between 1 and 65535.",
                "OrleansML:Silo:PrimarySilo is '127.0.0.1'; it must be an address and port, such as 127.0.0.1:11111.",
                "OrleansML:Silo:DataDirectory is ''; it must name a directory.",
            ],
            result.Failures);
    }

    [Fact]
    public void Validate_SamePortTwice_NamesBothOptions()
    {
        var result = new SiloOptionsValidator().Validate(null, new SiloOptions { SiloPort = 30000 });

        Assert.Equal(["OrleansML:Silo:GatewayPort is '30000'; it must differ from OrleansML:Silo:SiloPort."], result.Failures);
    }

    [Fact]
    public void Validate_AddressThatNobodyCanReach_SaysSo()
    {
        var result = new SiloOptionsValidator().Validate(null, new SiloOptions { Address = "0.0.0.0" });

        Assert.Equal(["OrleansML:Silo:Address is '0.0.0.0'; it must be an address that others reach this silo at."], result.Failures);
    }
}
